package io.rfmstreams.files;

import java.io.IOException;
import java.util.Arrays;

/** Appends sorted rows to a {@link SpillFile}. A row is written as two lengths of 4 bytes, its key and its value. */
final class RunWriter {

    /** A part of the file with sorted rows, from a position up to another. */
    record Run(long start, long end) {}

    static final int HEADER = 2 * Integer.BYTES;

    private static final int BUFFER = 1 << 18;

    private final SpillFile file;
    private final long start;
    private byte[] buffer = new byte[BUFFER];
    private int filled;

    /** Starts a run at the end of the file. */
    RunWriter(SpillFile file) {
        this.file = file;
        this.start = file.length();
    }

    void write(SortRow row) throws IOException {
        int size = HEADER + row.key().length + row.value().length;
        if (filled + size > buffer.length) {
            flush();
            buffer = size > buffer.length ? Arrays.copyOf(buffer, size) : buffer;
        }
        putInt(row.key().length);
        putInt(row.value().length);
        put(row.key());
        put(row.value());
    }

    /** Writes the buffered rows and returns the run. */
    Run end() throws IOException {
        flush();
        return new Run(start, file.length());
    }

    private void flush() throws IOException {
        file.append(buffer, filled);
        filled = 0;
    }

    private void putInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[filled++] = (byte) (value >>> shift);
        }
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }
}
