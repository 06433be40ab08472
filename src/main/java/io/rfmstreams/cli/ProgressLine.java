package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Shows progress on standard error: a bar on a terminal, a plain line every tenth elsewhere. */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long COUNT_EVERY = 100_000;

    private final PrintWriter err;
    private final boolean terminal;
    private long lastDrawn;
    private long lastTenth;
    private boolean open;

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on a bar goes to files too, which does no harm
    ProgressLine(PrintWriter err) {
        this(err, System.console() != null);
    }

    ProgressLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows that {@code done} of {@code total} are done; total -1 where nobody knows. */
    void show(long done, long total) {
        if (total < 0) {
            if (done % COUNT_EVERY == 0) {
                say(String.format(Locale.ROOT, "%,d sent", done));
            }
        } else if (terminal) {
            drawBar(done, total);
        } else if (done * 10 / total > lastTenth) {
            lastTenth = done * 10 / total;
            say(String.format(Locale.ROOT, "%3d %%  %,d of %,d", lastTenth * 10, done, total));
        }
    }

    /** Says something between two states of the bar. */
    void say(String line) {
        if (open) {
            err.println();
            open = false;
        }
        err.println(line);
        err.flush();
    }

    private void drawBar(long done, long total) {
        long now = System.nanoTime();
        if (done < total && now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        int filled = (int) (WIDTH * done / total);
        TerminalWriter.restartLine(err);
        err.printf(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d",
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * done / total,
                done,
                total);
        err.flush();
        open = true;
        if (done == total) {
            err.println();
            open = false;
        }
    }
}
