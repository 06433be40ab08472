package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile files give a clear error, within a small heap. */
@Timeout(120)
class HostileFilesTest {

    private static final String HEADER = "order_id,customer_id,occurred_at,amount\n";
    private static final int GOOD_LINES = 20;
    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    HostileFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldRejectALineOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            fill(csv, 'x', 100);
            write(csv, "\n");
            writeGoodLines(csv);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 2 rejected: line-too-long: it has more than 1,000,000 characters");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAHeaderOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            fill(csv, 'x', 100);
            writeGoodLines(csv);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("rfm-streams inspect: " + file + " is not a valid data set: its header line cannot be read:"
                        + " it has more than 1,000,000 characters\n");
    }

    @Test
    void shouldRejectAJsonLineOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.jsonl");
        try (OutputStream lines = open(file)) {
            for (int i = 1; i <= GOOD_LINES; i++) {
                write(
                        lines,
                        "{\"orderId\":\"" + i
                                + "\",\"customerId\":\"ann\",\"amount\":5,\"occurredAt\":\"2026-03-02T00:00:00Z\"}\n");
            }
            write(lines, "{\"orderId\":\"");
            fill(lines, '[', 100);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 21 rejected: line-too-long: it has more than 1,000,000 bytes");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAFileThatUnpacksBeyondTheLimit() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream csv = new GZIPOutputStream(open(file))) {
            write(csv, HEADER);
            for (int i = 0; i < 100; i++) {
                fill(csv, '\n', 1);
            }
        }

        // When
        CommandRun run = inspect(file, "--max-bytes", "50M");

        // Then
        assertThat(Files.size(file)).isLessThan(MEBIBYTE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("it has more than 52,428,800 bytes when unpacked; --max-bytes sets the limit\n")
                .hasLineCount(1);
    }

    @Test
    void shouldReadOnAfterAQuoteThatIsNotClosed() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        int lines = 200_000;
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            write(csv, "q,\"ann,2026-03-02,5\n");
            for (int i = 1; i <= lines; i++) {
                write(csv, i + ",ann,2026-03-02,5\n");
            }
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 2 rejected: bad-csv: a quote is not closed");
        assertThat(json(run).path("orders").asInt()).isEqualTo(lines);
    }

    @Test
    void shouldRejectOrRefuseLinesOfQuotesOnly() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            for (int i = 0; i < 50_000; i++) {
                write(csv, "\"x\n\n");
            }
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 2 rejected: bad-csv").contains("lines are rejected, more than");
    }

    @Test
    void shouldRejectIdsWithNullBytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            writeGoodLines(csv);
            write(csv, "n\0,ann,2026-03-02,5\n");
            write(csv, "\0\0\0\0\n");
        }

        // When
        CommandRun run = inspect(file, "--max-rejects", "20");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 22 rejected: bad-id", "n\\u0000,ann");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAFileOfNullBytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            fill(csv, '\0', 100);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("rfm-streams inspect: " + file + " is not a valid data set: its header line cannot be read:"
                        + " it has more than 1,000,000 characters\n");
    }

    @Test
    void shouldRefuseABrokenGzipFile() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream csv = new GZIPOutputStream(open(file))) {
            write(csv, HEADER);
            writeGoodLines(csv);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + " cannot be read: ").hasLineCount(1);
    }

    @Test
    void shouldRefuseASpreadsheetWithEntities() throws Exception {
        // Given
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int i = 1; i <= 40; i++) {
            entities.append("<!ENTITY e")
                    .append(i)
                    .append(" \"&e")
                    .append(i - 1)
                    .append(";&e")
                    .append(i - 1)
                    .append(";\">");
        }
        String row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e40;</t></is></c></row>";

        // When
        CommandRun run = inspect(spreadsheet(entities + "]>", sheet -> write(sheet, row), ""));

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("its part xl/worksheets/sheet1.xml has a document type, which a spreadsheet never has\n")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseASpreadsheetThatUnpacksBeyondTheLimit() throws Exception {
        // Given
        String row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
        Path file = spreadsheet(
                "",
                sheet -> {
                    for (int i = 0; i < 2_000_000; i++) {
                        write(sheet, row);
                    }
                },
                "");

        // When
        CommandRun run = inspect(file, "--max-bytes", "50M");

        // Then
        assertThat(Files.size(file)).isLessThan(MEBIBYTE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("it has more than 52,428,800 bytes when unpacked; --max-bytes sets the limit\n")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseASpreadsheetWhoseTextsDoNotFitIntoMemory() throws Exception {
        // Given
        Path file = spreadsheet("", sheet -> {}, "<si><t>" + "x".repeat(30_000) + "</t></si>", 1_000);

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("its texts take more than").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<row><c r='FXSHRXW1'><v>1</v></c></row> | has a cell beyond column 16,384",
                "<row><c t='s'><v>2000000000</v></c></row> | a cell refers to a text that does not exist",
                "<row><c t='s'><v>3000000000</v></c></row> | has a cell whose text has the index",
                "<row><c t='s'><v>7</v></c></row> | a cell refers to a text that does not exist",
                "<row><c t='zzz'><v>7</v></c></row> | its sheet Orders is malformed after row 0",
                "<row><c s='-1'><v>7</v></c></row> | its sheet Orders is malformed after row 0",
                "<row><c><v>7</c></row> | its XML is malformed"
            })
    void shouldRefuseAMalformedSpreadsheet(String row, String message) throws Exception {
        // Given
        String quoted = row.replace((char) 39, (char) 34);

        // When
        CommandRun run = inspect(spreadsheet("", sheet -> write(sheet, quoted), "<si><t>text</t></si>"));

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "x"})
    void shouldRefuseASpreadsheetThatFillsTheMemoryOfAParser(String repeated) throws Exception {
        // Given
        Path file = spreadsheet(
                "",
                sheet -> {
                    write(sheet, "<row><c r=\"A1\" t=\"str\"><v>");
                    for (int i = 0; i < 10_000_000; i++) {
                        write(sheet, repeated);
                    }
                },
                "");

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsAnyOf("more than 64 levels", "more than a million bytes", "1,000,000 characters")
                .hasLineCount(1);
    }

    private Path spreadsheet(String documentType, Content rows, String text) throws IOException {
        return spreadsheet(documentType, rows, text, 1);
    }

    /** Writes a spreadsheet with one sheet. */
    private Path spreadsheet(String documentType, Content rows, String text, int texts) throws IOException {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Path file = folder.resolve("orders.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(open(file))) {
            part(
                    zip,
                    "[Content_Types].xml",
                    out -> write(
                            out,
                            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type
                                    + "sheet.main+xml\"/>"
                                    + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + type
                                    + "sharedStrings+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + type
                                    + "styles+xml\"/></Types>"));
            part(
                    zip,
                    "xl/workbook.xml",
                    out -> write(
                            out,
                            "<workbook><sheets><sheet name=\"Orders\" sheetId=\"1\" xmlns:r=\"" + relations
                                    + "\" r:id=\"r1\"/></sheets></workbook>"));
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    out -> write(
                            out,
                            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
            part(
                    zip,
                    "xl/styles.xml",
                    out -> write(out, "<styleSheet><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>"));
            part(zip, "xl/sharedStrings.xml", out -> {
                write(out, "<sst>");
                for (int i = 0; i < texts; i++) {
                    write(out, text);
                }
                write(out, "</sst>");
            });
            part(zip, "xl/worksheets/sheet1.xml", out -> {
                write(out, documentType + "<worksheet><sheetData>");
                rows.writeTo(out);
                write(out, "</sheetData></worksheet>");
            });
        }
        return file;
    }

    private static void part(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Writes the content of a part. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), MEBIBYTE);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private static void fill(OutputStream out, char c, int megabytes) throws IOException {
        byte[] block = String.valueOf(c).repeat(1_000_000).getBytes(US_ASCII);
        for (int i = 0; i < megabytes; i++) {
            out.write(block);
        }
    }

    private static void writeGoodLines(OutputStream csv) throws IOException {
        for (int i = 1; i <= GOOD_LINES; i++) {
            write(csv, i + ",ann,2026-03-02,5\n");
        }
    }

    private static JsonNode json(CommandRun run) {
        return ApiClient.json(run.out());
    }

    private static CommandRun inspect(Path file, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("inspect", "--json", file.toString()));
        arguments.addAll(List.of(options));
        return ChildRun.withHeap("48m", arguments);
    }
}
