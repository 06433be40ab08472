package io.rfmstreams.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a JSON lines file that are not blank. The length of a line is limited. */
final class JsonLines {

    /** The maximum size of a line. With its key, it fits into the default maximum record size of Kafka. */
    private static final int LIMIT = 1_000_000;

    private static final int BLOCK = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream input;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private long number;
    private boolean tooLong;

    JsonLines(InputStream input) throws IOException {
        this.input = input;
        input.mark(BYTE_ORDER_MARK.length);
        if (!java.util.Arrays.equals(input.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            input.reset();
        }
    }

    /** Returns the next line without its line feed, null at the end. A line that is too long is returned empty. */
    byte @Nullable [] next() throws IOException {
        do {
            if (!fill()) {
                return null;
            }
            readLine();
        } while (!tooLong && isBlank(line.toByteArray()));
        return tooLong ? new byte[0] : line.toByteArray();
    }

    /** Returns the number of the last line, from 1. */
    long number() {
        return number;
    }

    /** Returns whether the last line was too long. */
    boolean isTooLong() {
        return tooLong;
    }

    Problem tooLong() {
        return new Problem(DropReason.LINE_TOO_LONG, String.format(Locale.ROOT, "it has more than %,d bytes", LIMIT));
    }

    private void readLine() throws IOException {
        line.reset();
        tooLong = false;
        number++;
        boolean complete = false;
        while (!complete && fill()) {
            int start = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            if (!tooLong) {
                line.write(block, start, at - start);
                tooLong = line.size() > LIMIT;
            }
            complete = at < end;
            at += complete ? 1 : 0;
        }
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, input.read(block));
        }
        return at < end;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
