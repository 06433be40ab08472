package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress on standard error: a bar on a terminal, a plain line every tenth elsewhere. Where nobody knows the end it
 * counts: in one line on a terminal, in a line every ten seconds elsewhere.
 */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long COUNT_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long lastDrawn;
    private boolean drawn;
    private long lastTenth;
    private boolean open;

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on a bar goes to files too, which does no harm
    ProgressLine(PrintWriter err) {
        this(err, System.console() != null, System::nanoTime);
    }

    ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** Shows that {@code done} of {@code total} are done; total -1 where nobody knows. */
    void show(long done, long total) {
        if (total < 0) {
            count(done);
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

    private void count(long done) {
        if (!isDue(terminal ? REDRAW_NANOS : COUNT_NANOS)) {
            return;
        }
        String count = String.format(Locale.ROOT, "%,d sent", done);
        if (terminal) {
            redraw(count);
        } else {
            say(count);
        }
    }

    /** Whether nothing has been drawn yet, or not for so long. */
    private boolean isDue(long nanos) {
        long now = nanoTime.getAsLong();
        if (drawn && now - lastDrawn < nanos) {
            return false;
        }
        drawn = true;
        lastDrawn = now;
        return true;
    }

    private void redraw(String line) {
        TerminalWriter.restartLine(err);
        err.print(line);
        err.flush();
        open = true;
    }

    private void drawBar(long done, long total) {
        if (!isDue(REDRAW_NANOS) && done < total) {
            return;
        }
        int filled = (int) (WIDTH * done / total);
        redraw(String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d",
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * done / total,
                done,
                total));
        if (done == total) {
            err.println();
            open = false;
        }
    }
}
