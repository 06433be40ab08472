package io.rfmstreams.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * A limit of the unpacked size of a file. A small compressed file can unpack to any size. Several streams can share a limit. Not
 * thread-safe.
 */
final class SizeLimit {

    private final long bytes;
    private long left;

    /**
     * Creates a limit.
     *
     * @param bytes the maximum unpacked size, at least 1
     */
    SizeLimit(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1, not " + bytes);
        }
        this.bytes = bytes;
        this.left = bytes;
    }

    /** Returns a stream that throws {@link InputFileException} when more is read than the limit. It cannot be reset to a mark. */
    InputStream limit(InputStream input) {
        return new FilterInputStream(input) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                count(Math.max(0, read));
                return read;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw InputFileException.unreadable(
                    String.format(
                            Locale.ROOT, "it has more than %,d bytes when unpacked; --max-bytes sets the limit", bytes),
                    null);
        }
    }
}
