package io.rfmstreams;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Stored state as an earlier build wrote it: files of hexadecimal digits, in lines of any length. A format that has been
 * released keeps its file, so that later builds are tested against it.
 */
public final class GoldenBytes {

    private GoldenBytes() {}

    /** Reads a file from the package of a class. */
    public static byte[] read(Class<?> test, String file) {
        try (InputStream golden = Objects.requireNonNull(test.getResourceAsStream(file), file)) {
            String digits = new String(golden.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
