package io.rfmstreams.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param line the number of the line at which the row starts, from 1, including the header
 * @param text the text of the row as it is in the file
 * @param cells the cells; a row may have fewer cells than the header
 * @param problem why the row is malformed; null if it is well-formed. A malformed row has no cells
 */
public record TableRow(
        long line,
        String text,
        List<String> cells,
        @Nullable Problem problem) {

    /** Returns a well-formed row. */
    public static TableRow of(long line, String text, List<String> cells) {
        return new TableRow(line, text, cells, null);
    }

    /** Returns a malformed row. */
    public static TableRow malformed(long line, String text, Problem problem) {
        return new TableRow(line, text, List.of(), problem);
    }

    /** Returns a cell without blanks around it; null if it is empty or missing. */
    @Nullable
    String cell(int column) {
        if (column < 0 || column >= cells.size()) {
            return null;
        }
        String cell = Blanks.strip(cells.get(column));
        return cell.isEmpty() ? null : cell;
    }
}
