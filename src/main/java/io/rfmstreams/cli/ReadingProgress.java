package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows how much of a large file is read. A file is read more than once. */
final class ReadingProgress {

    private static final long SMALL = 32L << 20;

    private final Path file;
    private final long size;
    private final PrintWriter err;
    private boolean announced;

    ReadingProgress(Path file, PrintWriter err) {
        this.file = file;
        this.size = file.toFile().length();
        this.err = err;
    }

    /** Starts a reading. Returns the receiver of the number of bytes that are read. */
    LongConsumer start() {
        if (size < SMALL) {
            return bytes -> {};
        }
        if (!announced) {
            announced = true;
            err.println(String.format(
                    Locale.ROOT, "Reading %s, %,d MiB: first to understand it, then its orders", file, size >> 20));
        }
        ProgressLine line = new ProgressLine(err);
        return bytes -> line.show(Math.min(bytes, size), size);
    }
}
