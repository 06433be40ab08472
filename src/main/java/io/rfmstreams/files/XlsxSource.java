package io.rfmstreams.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of a spreadsheet (.xlsx): the visible sheet whose header has most known columns, and all visible sheets with the same header.
 *
 * @param hasStyles whether cells have formats, by which dates are told from numbers
 * @param header the cells of the header
 * @param sheets the names of the sheets that are read
 * @param ignored the names of the other visible sheets
 */
record XlsxSource(ByteSource bytes, boolean hasStyles, List<String> header, List<String> sheets, List<String> ignored)
        implements TableSource {

    /**
     * Checks a spreadsheet and finds its table.
     *
     * @param columnNames known names of columns
     * @throws InputFileException if the file is not a spreadsheet, exceeds a limit, or has no header
     */
    static XlsxSource find(ByteSource bytes, Set<String> columnNames) throws IOException {
        boolean hasStyles;
        try (TemporaryFile copy = TemporaryFile.of(bytes)) {
            hasStyles = XlsxCheck.check(copy.path(), new SizeLimit(bytes.maxBytes()))
                    .hasStyles();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        try (XlsxBook book = XlsxBook.open(bytes, hasStyles)) {
            for (String sheet : book.sheets()) {
                try (XlsxRows rows = book.rows(sheet)) {
                    List<String> first = rows.next();
                    if (first != null) {
                        headers.put(sheet, first);
                    }
                }
            }
        }
        List<String> header = best(headers, columnNames);
        return new XlsxSource(
                bytes,
                hasStyles,
                header,
                headers.keySet().stream()
                        .filter(sheet -> header.equals(headers.get(sheet)))
                        .toList(),
                headers.keySet().stream()
                        .filter(sheet -> !header.equals(headers.get(sheet)))
                        .toList());
    }

    private static List<String> best(Map<String, List<String>> headers, Set<String> columnNames) {
        List<String> best = null;
        long bestKnown = -1;
        for (List<String> header : headers.values()) {
            long known = header.stream()
                    .map(Columns::normalized)
                    .filter(columnNames::contains)
                    .count();
            if (known > bestKnown) {
                best = header;
                bestKnown = known;
            }
        }
        if (best == null) {
            throw InputFileException.unreadable("it is empty, a header line is missing", null);
        }
        return best;
    }

    @Override
    public Table open() throws IOException {
        return new XlsxTable(XlsxBook.open(bytes, hasStyles), header, sheets);
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sheets", String.join(", ", sheets));
        if (!ignored.isEmpty()) {
            properties.put("other sheets", String.join(", ", ignored));
        }
        return properties;
    }
}
