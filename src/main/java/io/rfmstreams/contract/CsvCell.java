package io.rfmstreams.contract;

/** Cells of the CSV files that the program writes, RFC 4180. */
public final class CsvCell {

    private static final String FORMULA_MARKS = "=+-@\t";

    private CsvCell() {}

    /**
     * Returns a cell of text. A text that a spreadsheet would evaluate as a formula gets a leading {@code '}. Numbers
     * need no escaping and must not be passed.
     */
    public static String text(String text) {
        boolean formula = !text.isEmpty() && FORMULA_MARKS.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
