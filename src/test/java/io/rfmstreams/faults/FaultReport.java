package io.rfmstreams.faults;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report of the fault suite: a JSON file, and a table in the documents that is made from it. */
final class FaultReport {

    /** The report that the documents show. */
    static final Path STORED = Path.of("src/bench/results/faults.json");

    /** The page with the table. */
    static final Path PAGE = Path.of("docs/faults.md");

    private static final String HEADER =
            "| case | guarantee | times | processes killed | records in | customers | messages | differences |";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FaultReport() {}

    /** Replaces the table of the page. Argument: a report, which becomes the stored one. */
    public static void main(String[] arguments) throws IOException {
        List<FaultRow> rows = read(Path.of(arguments[0]));
        Files.write(STORED, JSON.writeValueAsBytes(rows));
        List<String> lines = Files.readAllLines(PAGE);
        List<String> page = new ArrayList<>(lines.subList(0, lines.indexOf(HEADER)));
        page.addAll(table(rows));
        lines.stream()
                .skip(lines.indexOf(HEADER))
                .dropWhile(line -> line.startsWith("|"))
                .forEach(page::add);
        Files.write(PAGE, page);
    }

    static List<FaultRow> read(Path report) throws IOException {
        return JSON.readValue(report.toFile(), new TypeReference<>() {});
    }

    /** Adds a row to a report. An earlier row of the same case is replaced. */
    static void add(Path report, FaultRow row) throws IOException {
        List<FaultRow> rows = Files.exists(report) ? new ArrayList<>(read(report)) : new ArrayList<>();
        rows.removeIf(
                other -> other.name().equals(row.name()) && other.guarantee().equals(row.guarantee()));
        rows.add(row);
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, JSON.writeValueAsBytes(rows));
    }

    /** Returns the lines of the table, with a sum at the end. */
    static List<String> table(List<FaultRow> rows) {
        List<String> lines = new ArrayList<>(List.of(HEADER, "|---|---|---|---|---|---|---|---|"));
        rows.stream().map(FaultReport::line).forEach(lines::add);
        lines.add("| all | | %,d | %,d | %,d | | %,d | %,d |"
                .formatted(
                        rows.stream().mapToInt(FaultRow::faults).sum(),
                        rows.stream().mapToInt(FaultRow::kills).sum(),
                        rows.stream().mapToLong(FaultRow::records).sum(),
                        rows.stream().mapToInt(FaultRow::messages).sum(),
                        rows.stream().mapToInt(FaultRow::differences).sum()));
        return lines;
    }

    private static String line(FaultRow row) {
        return Stream.of(
                        row.name(),
                        '`' + row.guarantee() + '`',
                        number(row.faults()),
                        number(row.kills()),
                        number(row.records()),
                        number(row.customers()),
                        number(row.messages()),
                        number(row.differences()))
                .reduce("|", (line, cell) -> line + " " + cell + " |");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
