package io.rfmstreams.contract;

/** Cells of the CSV files that the program writes, by RFC 4180. */
public final class CsvCell {

    private static final String FORMULA_MARKS = "=+-@\t";

    private CsvCell() {}

    /**
     * A cell of text. What a spreadsheet would take for a formula gets a leading {@code '}; numbers are no text, and are
     * written as they are.
     */
    public static String text(String text) {
        boolean formula = !text.isEmpty() && FORMULA_MARKS.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
