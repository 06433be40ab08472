package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an answer.
 *
 * @param columns names of the columns
 * @param rows cells in the order of the columns: text, numbers, booleans, {@link java.time.Instant} or null
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /** Returns a row by its columns. */
    public Map<String, @Nullable Object> row(int index) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            row.put(columns.get(column), rows.get(index).get(column));
        }
        return row;
    }

    /** Returns the rows of a page with the first columns only. */
    Table part(Page page, int count) {
        return new Table(
                columns.subList(0, count),
                page.of(rows).stream().map(row -> row.subList(0, count)).toList());
    }

    /** Returns the cells of a column, from the first row on. */
    public List<@Nullable Object> column(String name) {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("column must be one of " + columns + ", not " + name);
        }
        List<@Nullable Object> cells = new ArrayList<>(rows.size());
        rows.forEach(row -> cells.add(row.get(column)));
        return cells;
    }
}
