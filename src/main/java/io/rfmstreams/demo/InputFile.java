package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Opens input files. Files may be compressed with gzip, which their first bytes show, and may start with a byte order mark. */
final class InputFile {

    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private InputFile() {}

    /** Returns the uncompressed bytes without the byte order mark. */
    static InputStream bytes(InputStream raw) throws IOException {
        InputStream input = new BufferedInputStream(raw, BUFFER);
        if (startsWith(input, GZIP)) {
            input = new BufferedInputStream(new GZIPInputStream(input, BUFFER), BUFFER);
        }
        if (startsWith(input, BYTE_ORDER_MARK)) {
            input.skipNBytes(BYTE_ORDER_MARK.length);
        }
        return input;
    }

    /** Returns the lines of text. Bytes that are not UTF-8 are replaced by U+FFFD. */
    static TextLines text(InputStream raw) throws IOException {
        return new TextLines(new InputStreamReader(bytes(raw), UTF_8));
    }

    private static boolean startsWith(InputStream input, byte[] mark) throws IOException {
        input.mark(mark.length);
        byte[] start = input.readNBytes(mark.length);
        input.reset();
        return Arrays.equals(start, mark);
    }
}
