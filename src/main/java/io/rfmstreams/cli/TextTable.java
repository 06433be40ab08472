package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints a table. Each column is as wide as its widest cell; a column of numbers is right-aligned. The table of picocli
 * does not serve, since its columns have a fixed width and are always left-aligned.
 */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(Arrays.stream(header).map(TerminalWriter::visible).toList());
    }

    TextTable row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(TerminalWriter.visible(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Formats a number with thousands separators and a number of decimals. */
    static String decimal(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(cell(i, column)).append(column == columns - 1 ? "" : "  ");
            }
            out.println(line.toString().stripTrailing());
            if (i == 0) {
                out.println("-".repeat(line.length()));
            }
        }
        out.flush();
    }

    private String cell(int row, int column) {
        String text = rows.get(row).get(column);
        String padding = " ".repeat(width(column) - text.length());
        return isNumeric(column) ? padding + text : text + padding;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("[-+0-9.,]*%?"));
    }
}
