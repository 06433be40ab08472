package io.rfmstreams.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV rows (RFC 4180). If a row is malformed, its first line is rejected and reading continues at the next line. Empty lines
 * are skipped.
 */
final class CsvReader {

    /** The maximum number of further lines of a row. A row with more lines has an unmatched quote. */
    private static final int MAX_LINES = 100;

    private static final String LINE_TOO_LONG =
            String.format(Locale.ROOT, "it has more than %,d characters", TextLines.LIMIT);

    private final TextLines input;
    private final Drops drops;
    private final Deque<String> putBack = new ArrayDeque<>();
    private long lastLine;
    private long rowLine;

    CsvReader(TextLines input, Drops drops) {
        this.input = input;
        this.drops = drops;
    }

    /** Returns the number of the line at which the current row starts, from 1. */
    long line() {
        return rowLine;
    }

    /**
     * Reads the header row.
     *
     * @return null if the file is empty
     * @throws DataSetException if its line is too long, because the file is probably not a CSV file
     */
    @Nullable
    List<String> header() throws IOException {
        String line = nextLine();
        if (line != null && isTooLong(line)) {
            throw new DataSetException("its header line has" + LINE_TOO_LONG.substring("it has".length()), null);
        }
        if (line != null) {
            putBack.push(line);
            lastLine--;
        }
        return next();
    }

    /** Reads the next well-formed row; returns null at the end. */
    @Nullable
    List<String> next() throws IOException {
        for (String line = nextLine(); line != null; line = nextLine()) {
            rowLine = lastLine;
            if (line.isEmpty()) {
                continue;
            }
            if (isTooLong(line)) {
                drops.reject(rowLine, DropReason.LINE_TOO_LONG, LINE_TOO_LONG);
                continue;
            }
            try {
                return fieldsFrom(line);
            } catch (CsvRow.MalformedException malformed) {
                drops.reject(rowLine, DropReason.BAD_CSV, String.valueOf(malformed.getMessage()));
            }
        }
        return null;
    }

    private List<String> fieldsFrom(String firstLine) throws IOException {
        List<String> further = new ArrayList<>();
        try {
            String row = firstLine;
            List<String> fields = CsvRow.split(row);
            while (fields == null) {
                String line = further.size() < MAX_LINES ? nextLine() : null;
                if (line == null) {
                    throw new CsvRow.MalformedException("a quote is not closed");
                }
                further.add(line);
                if (isTooLong(line) || row.length() + line.length() >= TextLines.LIMIT) {
                    throw new CsvRow.MalformedException(
                            String.format(Locale.ROOT, "a quote is not closed within %,d characters", TextLines.LIMIT));
                }
                row = row + '\n' + line;
                fields = line.indexOf('"') < 0 ? null : CsvRow.split(row);
            }
            return fields;
        } catch (CsvRow.MalformedException malformed) {
            for (int i = further.size() - 1; i >= 0; i--) {
                putBack.push(further.get(i));
            }
            lastLine -= further.size();
            throw malformed;
        }
    }

    private @Nullable String nextLine() throws IOException {
        String line = putBack.isEmpty() ? input.next() : putBack.pop();
        if (line != null) {
            lastLine++;
        }
        return line;
    }

    @SuppressWarnings("ReferenceEquality") // TOO_LONG is a marker object
    private static boolean isTooLong(String line) {
        return line == TextLines.TOO_LONG;
    }
}
