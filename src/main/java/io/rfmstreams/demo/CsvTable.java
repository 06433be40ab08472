package io.rfmstreams.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header: its fields are asked for by column. Names of columns are compared without case. */
final class CsvTable {

    private static final int ABSENT = -1;
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 40;

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
            throw new DataSetException("it is empty: a header line is missing", null);
        }
        header = new ArrayList<>();
        for (String name : names) {
            header.add(name.strip().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The place of a column.
     *
     * @param names the names that it may have, the first found counts
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
                .limit(MOST_NAMES)
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…")
                .collect(Collectors.joining(", "));
        return header.size() <= MOST_NAMES
                ? first
                : String.format(Locale.ROOT, "%s and %,d more", first, header.size() - MOST_NAMES);
    }

    /** The place of a column that need not be there. */
    int optional(String... names) {
        for (String name : names) {
            int column = header.indexOf(name.toLowerCase(Locale.ROOT));
            if (column >= 0) {
                return column;
            }
        }
        return ABSENT;
    }

    /** Moves to the next good row; false at the end. */
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

    /** The current row's field, or null where it is empty or not there. */
    @Nullable
    String get(int column) {
        if (column == ABSENT || column >= row.size()) {
            return null;
        }
        String field = row.get(column);
        return field.isEmpty() ? null : field;
    }

    /** The line on which the current row starts, from 1. */
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
