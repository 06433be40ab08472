package io.rfmstreams.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a CSV parser row by row. The parser reads the first line of a row, and further lines as long as a quote is open. A row that
 * continues for too long has a quote that is not closed: the parser gets the end of the input, and the further lines are given back.
 */
final class LineFeed extends Reader {

    /** The maximum number of further lines of a row. */
    private static final int MAX_FURTHER_LINES = 100;

    private static final String NOTHING = "";

    private final TextLines input;
    private final Deque<String> givenBack = new ArrayDeque<>();
    private final List<String> further = new ArrayList<>();
    private String first = NOTHING;
    private long lastLine;
    private long rowLine;
    private int rowLength;
    private @Nullable String unclosed;
    private String pending = NOTHING;
    private int at;
    private boolean lineEndDue;

    LineFeed(TextLines input) {
        this.input = input;
    }

    /** Goes to the next line that is not blank; returns false at the end. */
    boolean startRow() throws IOException {
        further.clear();
        unclosed = null;
        for (String line = nextLine(); line != null; line = nextLine()) {
            if (!isBlank(line)) {
                first = line;
                rowLine = lastLine;
                rowLength = line.length();
                feed(line);
                return true;
            }
        }
        return false;
    }

    /** Returns the number of the line at which the row starts, from 1. */
    long line() {
        return rowLine;
    }

    /** Returns the text of the row, as far as it was read. */
    String text() {
        if (isTooLong()) {
            return NOTHING;
        }
        return further.isEmpty() ? first : first + '\n' + String.join("\n", further);
    }

    boolean isTooLong() {
        return isTooLong(first);
    }

    /** Returns whether the parser reached the end of the row inside quotes. */
    boolean isUnclosed() {
        return unclosed != null;
    }

    /** Returns a description of a quote that is not closed. */
    String unclosed() {
        return String.valueOf(unclosed);
    }

    /** Gives back all lines of the row but the first. They are rows of their own. */
    void giveBack() {
        for (int i = further.size() - 1; i >= 0; i--) {
            givenBack.push(further.get(i));
        }
        lastLine -= further.size();
        further.clear();
        pending = NOTHING;
        at = 0;
        lineEndDue = false;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (at == pending.length() && !lineEndDue && !continueRow()) {
            return -1;
        }
        int count = Math.min(length, pending.length() - at);
        pending.getChars(at, at + count, buffer, offset);
        at += count;
        if (at == pending.length() && lineEndDue && count < length) {
            buffer[offset + count++] = '\n';
            lineEndDue = false;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Reads a further line of the row; returns false if the row must not continue. */
    private boolean continueRow() throws IOException {
        String line = further.size() < MAX_FURTHER_LINES ? nextLine() : null;
        if (line == null) {
            unclosed = "a quote is not closed";
            return false;
        }
        further.add(line);
        rowLength += line.length() + 1;
        if (isTooLong(line) || rowLength > TextLines.LIMIT) {
            unclosed = String.format(Locale.ROOT, "a quote is not closed within %,d characters", TextLines.LIMIT);
            return false;
        }
        feed(line);
        return true;
    }

    private void feed(String line) {
        pending = line;
        at = 0;
        lineEndDue = true;
    }

    private @Nullable String nextLine() throws IOException {
        String line = givenBack.isEmpty() ? input.next() : givenBack.pop();
        if (line != null) {
            lastLine++;
        }
        return line;
    }

    private static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!Blanks.isBlank(line.charAt(i))) {
                return false;
            }
        }
        return !isTooLong(line);
    }

    @SuppressWarnings("ReferenceEquality") // TOO_LONG is a marker object
    private static boolean isTooLong(String line) {
        return line == TextLines.TOO_LONG;
    }
}
