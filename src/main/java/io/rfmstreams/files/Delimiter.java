package io.rfmstreams.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The characters that separate the fields of CSV files. */
enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    BAR('|');

    /** The first line by which Excel is told the delimiter, without the delimiter. */
    private static final String HINT = "sep=";

    private final char character;

    Delimiter(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** Returns the character, or {@code tab}. */
    String label() {
        return this == TAB ? name().toLowerCase(Locale.ROOT) : String.valueOf(character);
    }

    /** Returns whether a line tells Excel the delimiter, such as {@code sep=;}. */
    static boolean isHint(String line) {
        return line.length() == HINT.length() + 1 && line.startsWith(HINT);
    }

    /**
     * Returns the delimiter with which the header has most known columns, then most columns.
     *
     * @param columnNames known names of columns
     */
    static Delimiter find(TextLines lines, Set<String> columnNames) throws IOException {
        String header = lines.next();
        while (header != null && Blanks.strip(header).isEmpty()) {
            header = lines.next();
        }
        Delimiter best = COMMA;
        long bestScore = -1;
        for (Delimiter delimiter : values()) {
            if (header != null && isHint(header) && header.endsWith(String.valueOf(delimiter.character))) {
                return delimiter;
            }
            long score = header == null ? 0 : delimiter.score(header, columnNames);
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return best;
    }

    private long score(String header, Set<String> columnNames) {
        try {
            List<String> cells = CsvReader.builder()
                    .fieldSeparator(character)
                    .ofSingleCsvRecord(header)
                    .getFields();
            long known = cells.stream()
                    .map(Columns::normalized)
                    .filter(columnNames::contains)
                    .count();
            return known * TextLines.LIMIT + cells.size();
        } catch (CsvParseException malformed) {
            return 0;
        }
    }
}
