package io.rfmstreams.files;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet that are not blank. */
final class XlsxRows implements Closeable {

    private final String sheet;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final XlsxCells cells;
    private long number;

    XlsxRows(String sheet, Stream<Row> stream, XlsxCells cells) {
        this.sheet = sheet;
        this.stream = stream;
        this.rows = stream.iterator();
        this.cells = cells;
    }

    /**
     * Returns the cells of the next row up to the last one that is not blank; null at the end.
     *
     * @throws InputFileException if the sheet is malformed
     */
    @Nullable
    List<String> next() {
        for (Row row = nextRow(); row != null; row = nextRow()) {
            number = Math.max(number + 1, row.getRowNum());
            List<String> texts = texts(row);
            if (!texts.isEmpty()) {
                return texts;
            }
        }
        return null;
    }

    /** Returns the number of the last row, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        stream.close();
    }

    private @Nullable Row nextRow() {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (RuntimeException malformed) { // the library throws various exceptions for malformed sheets
            throw InputFileException.unreadable(
                    "its sheet " + sheet + " is malformed after row " + number + ": " + malformed.getMessage(),
                    malformed);
        }
    }

    private List<String> texts(Row row) {
        List<String> texts = new ArrayList<>(row.getCellCount());
        int filled = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
            String text = cells.text(row.getCell(i));
            texts.add(text);
            filled = Blanks.strip(text).isEmpty() ? filled : i + 1;
        }
        return texts.subList(0, filled);
    }
}
