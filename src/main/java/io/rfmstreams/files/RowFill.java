package io.rfmstreams.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills the blank fields of the further lines of an order from the line above. */
final class RowFill {

    private static final List<Column> REPEATED = List.of(
            Column.ORDER_ID,
            Column.CUSTOMER_ID,
            Column.CUSTOMER_EMAIL,
            Column.OCCURRED_AT,
            Column.CURRENCY,
            Column.STATUS,
            Column.CANCELLED_AT,
            Column.TYPE);

    private final Columns columns;
    private @Nullable TableRow above;
    private boolean continued;

    RowFill(Columns columns) {
        this.columns = columns;
    }

    /** Returns the row with its blank repeated fields filled. */
    TableRow fill(TableRow row) {
        int orderId = columns.place(Column.ORDER_ID);
        String id = row.cell(orderId);
        TableRow last = above;
        boolean hasIds = columns.has(Column.ORDER_ID); // without ids, each line is an order of its own
        continued = hasIds && last != null && (id == null || Objects.equals(id, last.cell(orderId)));
        TableRow filled = last != null && continued ? filled(row, last) : row;
        above = filled;
        return filled;
    }

    /** Returns whether the last row is a further line of the order of the line above. */
    boolean isContinued() {
        return continued;
    }

    /** Forgets the line above. */
    void forget() {
        above = null;
    }

    private TableRow filled(TableRow row, TableRow last) {
        List<String> cells = new ArrayList<>(row.cells());
        for (Column column : REPEATED) {
            int place = columns.place(column);
            String value = last.cell(place);
            if (value != null && row.cell(place) == null) {
                while (cells.size() <= place) {
                    cells.add("");
                }
                cells.set(place, value);
            }
        }
        return TableRow.of(row.line(), row.text(), cells);
    }
}
