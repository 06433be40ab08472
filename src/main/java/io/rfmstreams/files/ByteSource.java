package io.rfmstreams.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** The bytes of an input. They can be read several times. */
public interface ByteSource {

    /** The size of the buffers, in bytes. */
    int BUFFER = 1 << 16;

    /** Opens the bytes at their start. Content that is compressed with gzip, which its first bytes show, is decompressed. */
    InputStream open() throws IOException;

    /** Returns the name of the input for messages: the path of a file. */
    String name();

    /** Returns the maximum number of bytes after decompression. */
    default long maxBytes() {
        return Long.MAX_VALUE;
    }

    /** Returns the bytes of a file. */
    static ByteSource of(Path file) {
        return of(file.toString(), () -> Files.newInputStream(file));
    }

    /**
     * Returns the bytes of a file.
     *
     * @param maxBytes the maximum number of bytes after decompression. Reading fails beyond it with {@link InputFileException}
     * @param progress is called when the file is opened; what it returns receives the number of bytes of the file that are read
     */
    static ByteSource of(Path file, long maxBytes, Supplier<LongConsumer> progress) {
        ByteSource bytes = of(file.toString(), () -> new CountingStream(Files.newInputStream(file), progress.get()));
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                return new BufferedInputStream(new SizeLimit(maxBytes).limit(bytes.open()), BUFFER);
            }

            @Override
            public String name() {
                return bytes.name();
            }

            @Override
            public long maxBytes() {
                return maxBytes;
            }
        };
    }

    /**
     * Returns the bytes that an opener returns.
     *
     * @param opener returns a new stream at each call
     */
    static ByteSource of(String name, Opener opener) {
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                InputStream raw = new BufferedInputStream(opener.open(), BUFFER);
                return startsWithGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    /** Returns the file name without folders and without {@code .gz}. */
    default String plainName() {
        String name = name().substring(Math.max(name().lastIndexOf('/'), name().lastIndexOf('\\')) + 1);
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** Returns whether the file name, without {@code .gz}, has an ending, in any case. */
    default boolean endsWith(String ending) {
        return plainName().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Returns the file name without folders, {@code .gz} and the last ending, such as {@code orders} for {@code in/orders.csv.gz}. */
    default String stem() {
        String name = plainName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Opens a stream. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    private static boolean startsWithGzip(InputStream input) throws IOException {
        byte[] gzip = {0x1f, (byte) 0x8b};
        input.mark(gzip.length);
        byte[] start = input.readNBytes(gzip.length);
        input.reset();
        return Arrays.equals(start, gzip);
    }
}
