package io.rfmstreams.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An append-only temporary file in {@code java.io.tmpdir}. Where the operating system permits it, the file has no name while it is
 * open, so that nothing remains of it even if the program is killed. Interrupts of the thread do not close it. Not thread-safe.
 */
final class SpillFile implements Closeable {

    private static final String PREFIX = "rfm-streams-sort";

    private final Path path;
    private final RandomAccessFile file;
    private long length;

    private SpillFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Creates an empty file. Only its owner can read it. */
    static SpillFile create() throws IOException {
        Path path = Files.createTempFile(PREFIX, null);
        try {
            SpillFile created = new SpillFile(path, new RandomAccessFile(path.toFile(), "rw"));
            deleteWhileOpen(path);
            return created;
        } catch (IOException notOpened) {
            Files.deleteIfExists(path);
            throw notOpened;
        }
    }

    private static void deleteWhileOpen(Path path) {
        try {
            Files.delete(path);
        } catch (IOException notPermitted) { // as on Windows
            path.toFile().deleteOnExit();
        }
    }

    /** Returns the size, which is the position of the next appended byte. */
    long length() {
        return length;
    }

    void append(byte[] bytes, int count) throws IOException {
        file.seek(length);
        file.write(bytes, 0, count);
        length += count;
    }

    /** Reads {@code count} bytes from a position into an array. */
    void read(long position, byte[] into, int offset, int count) throws IOException {
        file.seek(position);
        file.readFully(into, offset, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
