package io.rfmstreams.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file with a header. Fields are read by column; column names are not case-sensitive. */
final class CsvTable {

    private static final int ABSENT = -1;
    private static final int MAX_NAMES = 20;
    private static final int MAX_NAME_CHARS = 40;

    private final CsvReader rows;
    private final Drops drops;
    private final List<String> header;
    private List<String> row = List.of();

    /** Reads the header. */
    CsvTable(TextLines input, Drops drops) throws IOException {
        this.rows = new CsvReader(input, drops);
        this.drops = drops;
        List<String> names = rows.header();
        if (names == null) {
            throw new DataSetException("it is empty, a header line is missing", null);
        }
        header = new ArrayList<>();
        for (String name : names) {
            header.add(name.strip().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Returns the index of a required column.
     *
     * @param names the accepted names of the column; the first name that is found is used
     * @throws DataSetException if the column is missing
     */
    int required(String... names) {
        int column = optional(names);
        if (column == ABSENT) {
            throw new DataSetException(
                    "its header lacks the column " + String.join(" or ", names) + "; it has " + names(), null);
        }
        return column;
    }

    private String names() {
        String first = header.stream()
                .limit(MAX_NAMES)
                .map(name -> name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS) + "…")
                .collect(Collectors.joining(", "));
        return header.size() <= MAX_NAMES
                ? first
                : String.format(Locale.ROOT, "%s and %,d more", first, header.size() - MAX_NAMES);
    }

    /** Returns the index of an optional column, {@link #ABSENT} if it is missing. */
    int optional(String... names) {
        for (String name : names) {
            int column = header.indexOf(name.toLowerCase(Locale.ROOT));
            if (column >= 0) {
                return column;
            }
        }
        return ABSENT;
    }

    /** Reads the next well-formed row; returns false at the end. */
    boolean next() throws IOException {
        List<String> fields = rows.next();
        while (fields != null && overflows(fields)) {
            drops.reject(
                    rows.line(),
                    DropReason.BAD_CSV,
                    fields.size() + " fields where the header has " + header.size() + " columns");
            fields = rows.next();
        }
        row = fields == null ? List.of() : fields;
        return fields != null;
    }

    /** Returns a field of the current row, null if it is empty or missing. */
    @Nullable
    String get(int column) {
        if (column == ABSENT || column >= row.size()) {
            return null;
        }
        String field = row.get(column);
        return field.isEmpty() ? null : field;
    }

    /** Returns the number of the line at which the current row starts, from 1. */
    long line() {
        return rows.line();
    }

    private boolean overflows(List<String> fields) {
        for (int i = header.size(); i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
