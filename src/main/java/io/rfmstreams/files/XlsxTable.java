package io.rfmstreams.files;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sheets of a spreadsheet that have the same header, one after the other. Rows of further sheets are counted on. */
final class XlsxTable implements Table {

    private final XlsxBook book;
    private final List<String> header;
    private final Iterator<String> sheets;
    private @Nullable XlsxRows rows;
    private long rowsBefore;

    XlsxTable(XlsxBook book, List<String> header, List<String> sheets) {
        this.book = book;
        this.header = header;
        this.sheets = sheets.iterator();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        while (rows != null || nextSheet()) {
            XlsxRows current = rows;
            List<String> cells = current == null ? null : current.next();
            if (current != null && cells != null) {
                return TableRow.of(rowsBefore + current.number(), String.join("\t", cells), cells);
            }
            endSheet();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        endSheet();
        book.close();
    }

    private boolean nextSheet() throws IOException {
        if (!sheets.hasNext()) {
            return false;
        }
        XlsxRows opened = book.rows(sheets.next());
        rows = opened;
        var unused = opened.next(); // the header
        return true;
    }

    private void endSheet() {
        if (rows != null) {
            rowsBefore += rows.number();
            rows.close();
            rows = null;
        }
    }
}
