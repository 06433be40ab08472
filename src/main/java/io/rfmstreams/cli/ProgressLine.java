package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints progress to standard error. On a terminal it redraws a progress bar; otherwise it prints a line at every 10 %. If the
 * total is unknown, it prints the count: in one line that it redraws on a terminal, otherwise in a new line every 10 s.
 */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long REDRAW_INTERVAL_NANOS = 100_000_000L;
    private static final long COUNT_INTERVAL_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long lastDrawn;
    private boolean drawn;
    private long lastTenth;
    private boolean open;

    @SuppressWarnings("SystemConsoleNull") // since JDK 22 the bar is also written to files, which is harmless
    ProgressLine(PrintWriter err) {
        this(err, System.console() != null, System::nanoTime);
    }

    ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** Shows that {@code done} of {@code total} are done. The total is -1 if it is unknown. */
    void show(long done, long total) {
        if (total < 0) {
            count(done);
        } else if (terminal) {
            drawBar(done, total);
        } else if (done * 10 / total > lastTenth) {
            lastTenth = done * 10 / total;
            println(String.format(Locale.ROOT, "%3d %%  %,d of %,d", lastTenth * 10, done, total));
        }
    }

    /** Prints a line below the bar. */
    void println(String line) {
        if (open) {
            err.println();
            open = false;
        }
        err.println(line);
        err.flush();
    }

    private void count(long done) {
        if (!isDue(terminal ? REDRAW_INTERVAL_NANOS : COUNT_INTERVAL_NANOS)) {
            return;
        }
        String count = String.format(Locale.ROOT, "%,d sent", done);
        if (terminal) {
            redraw(count);
        } else {
            println(count);
        }
    }

    /** Returns whether nothing was drawn yet, or the last time was at least {@code nanos} ago. */
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
        if (!isDue(REDRAW_INTERVAL_NANOS) && done < total) {
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
