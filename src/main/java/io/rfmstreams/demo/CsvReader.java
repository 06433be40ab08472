package io.rfmstreams.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of RFC 4180. A broken row costs its first line only: reading goes on at the next one. Lines without any
 * character are passed over.
 */
final class CsvReader {

    /** A quoted field spread over more lines than this is a stray quote. */
    private static final int MOST_LINES = 100;

    private final BufferedReader input;
    private final Drops drops;
    private final Deque<String> putBack = new ArrayDeque<>();
    private long lastLine;
    private long rowLine;

    CsvReader(BufferedReader input, Drops drops) {
        this.input = input;
        this.drops = drops;
    }

    /** The line on which the current row starts, from 1. */
    long line() {
        return rowLine;
    }

    /** The next good row, or null at the end. */
    @Nullable
    List<String> next() throws IOException {
        for (String line = nextLine(); line != null; line = nextLine()) {
            rowLine = lastLine;
            if (line.isEmpty()) {
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
                String line = further.size() < MOST_LINES ? nextLine() : null;
                if (line == null) {
                    throw new CsvRow.MalformedException("a quote is not closed");
                }
                further.add(line);
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
        String line = putBack.isEmpty() ? input.readLine() : putBack.pop();
        if (line != null) {
            lastLine++;
        }
        return line;
    }
}
