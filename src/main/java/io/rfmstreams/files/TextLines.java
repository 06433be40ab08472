package io.rfmstreams.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of text with the line ends of {@link java.io.BufferedReader}, but limits their length. Otherwise a small compressed file
 * could contain a line that does not fit into memory.
 */
final class TextLines implements Closeable {

    /** The maximum number of characters of a line. */
    static final int LIMIT = 1_000_000;

    /** Represents a longer line. It is compared by identity. */
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
     * Returns the next line without its line end, null after the last line, or {@link #TOO_LONG} if the line has more than {@link
     * #LIMIT} characters. The next call skips the rest of such a line.
     */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (withinLongLine && hasMore()) {
            withinLongLine = !appendTo(line);
            line.setLength(0);
        }
        if (!hasMore()) {
            return null;
        }
        boolean complete = false;
        while (!complete && hasMore()) {
            complete = appendTo(line);
            if (line.length() > LIMIT) {
                withinLongLine = !complete;
                return TOO_LONG;
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Appends the buffered part of the line; returns true if the line is complete. */
    private boolean appendTo(StringBuilder line) {
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
