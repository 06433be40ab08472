package io.rfmstreams.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180). FastCSV takes the lines apart and asks {@link LineFeed} for a further line only inside quotes, so that
 * the text and the line number of each row are known. If a row is malformed, its first line is returned as malformed and reading goes
 * on at the next line. Blank lines are skipped.
 */
final class CsvTable implements Table {

    private final LineFeed lines;
    private final char delimiter;
    private final List<String> header;
    private CloseableIterator<String[]> records;

    /**
     * Reads the header.
     *
     * @throws InputFileException if there is no header, or it is malformed
     */
    CsvTable(TextLines input, char delimiter) throws IOException {
        this.lines = new LineFeed(input);
        this.delimiter = delimiter;
        this.records = records();
        TableRow row = read();
        if (row != null && Delimiter.isHint(row.text())) {
            row = read();
        }
        if (row == null) {
            throw InputFileException.unreadable("it is empty, a header line is missing", null);
        }
        if (row.problem() != null) {
            throw InputFileException.unreadable(
                    "its header line cannot be read: " + row.problem().detail(), null);
        }
        header = row.cells();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        TableRow row = read();
        if (row != null && row.cells().size() > header.size() && overflows(row.cells())) {
            return TableRow.malformed(
                    row.line(),
                    row.text(),
                    new Problem(
                            DropReason.BAD_CSV,
                            row.cells().size() + " fields where the header has " + header.size() + " columns"));
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private @Nullable TableRow read() throws IOException {
        TableRow row = null;
        do {
            row = lines.startRow() ? row() : null;
        } while (row != null && row.problem() == null && isBlank(row.cells()));
        return row;
    }

    private TableRow row() throws IOException {
        if (lines.isTooLong()) {
            return TableRow.malformed(
                    lines.line(),
                    lines.text(),
                    new Problem(
                            DropReason.LINE_TOO_LONG,
                            String.format(Locale.ROOT, "it has more than %,d characters", TextLines.LIMIT)));
        }
        try {
            String[] cells = records.next();
            return TableRow.of(lines.line(), lines.text(), Arrays.asList(cells));
        } catch (UncheckedIOException unreadable) {
            throw Objects.requireNonNull(unreadable.getCause());
        } catch (CsvParseException malformed) {
            if (malformed.getCause() instanceof InputFileException refused) {
                throw refused;
            }
            records = records();
            String detail =
                    lines.isUnclosed() ? lines.unclosed() : "text follows a closing quote, or it has too many fields";
            lines.giveBack();
            return TableRow.malformed(lines.line(), lines.text(), new Problem(DropReason.BAD_CSV, detail));
        }
    }

    private CloseableIterator<String[]> records() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(StringArrayHandler.of(), lines)
                .iterator();
    }

    private boolean overflows(List<String> cells) {
        return !isBlank(cells.subList(header.size(), cells.size()));
    }

    private static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!Blanks.strip(cell).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
