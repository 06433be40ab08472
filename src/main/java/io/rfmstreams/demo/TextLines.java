package io.rfmstreams.demo;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end as {@link java.io.BufferedReader} ends them, but never holds one that is too long: a small compressed
 * file can unpack to a line that no memory holds.
 */
final class TextLines {

    /** The most characters of a line. */
    static final int LIMIT = 1_000_000;

    /** Stands for a line that is longer; told apart by identity. */
    static final String TOO_LONG = String.valueOf(new char[] {'\n'});

    private static final int BUFFER = 1 << 16;

    private final Reader input;
    private final char[] buffer = new char[BUFFER];
    private int at;
    private int end;
    private boolean afterCarriageReturn;
    private boolean withinLongLine;

    TextLines(Reader input) {
        this.input = input;
    }

    /**
     * The next line without its end, or null after the last; {@link #TOO_LONG} as soon as a line has more than
     * {@link #LIMIT} characters. The rest of such a line is passed over when the next one is asked for.
     */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (withinLongLine && hasMore()) {
            withinLongLine = !take(line);
            line.setLength(0);
        }
        if (!hasMore()) {
            return null;
        }
        boolean complete = false;
        while (!complete && hasMore()) {
            complete = take(line);
            if (line.length() > LIMIT) {
                withinLongLine = !complete;
                return TOO_LONG;
            }
        }
        return line.toString();
    }

    /** Takes what the buffer has of the line; true if that was its end. */
    private boolean take(StringBuilder line) {
        int start = at;
        while (at < end) {
            char c = buffer[at++];
            if (c == '\n' || c == '\r') {
                line.append(buffer, start, at - 1 - start);
                afterCarriageReturn = c == '\r';
                return true;
            }
        }
        line.append(buffer, start, at - start);
        return false;
    }

    private boolean hasMore() throws IOException {
        if (!fill()) {
            return false;
        }
        if (afterCarriageReturn) {
            afterCarriageReturn = false;
            if (buffer[at] == '\n') {
                at++;
            }
        }
        return fill();
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, input.read(buffer));
        }
        return at < end;
    }
}
