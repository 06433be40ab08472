package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

    @Test
    void shouldKnowTheTextAndTheLineOfEachRow() throws IOException {
        // Given
        String csv = "a;b\r\n\r\n1;\"x\r\ny\"\r\n;\r\n2;\"z\"\"\"\r\n";

        // When
        List<TableRow> rows = rows(csv, ';');

        // Then
        assertThat(rows)
                .containsExactly(
                        TableRow.of(3, "1;\"x\ny\"", List.of("1", "x\ny")),
                        TableRow.of(6, "2;\"z\"\"\"", List.of("2", "z\"")));
    }

    @Test
    void shouldLoseOnlyTheLineOfAQuoteThatIsNotClosed() throws IOException {
        // Given
        String csv = "a,b\n1,\"x\n" + "2,y\n".repeat(300) + "3,z\n";

        // When
        List<TableRow> rows = rows(csv, ',');

        // Then
        assertThat(rows).hasSize(302);
        assertThat(rows.get(0))
                .isEqualTo(TableRow.malformed(2, "1,\"x", new Problem("bad-csv", "a quote is not closed")));
        assertThat(rows.get(301)).isEqualTo(TableRow.of(303, "3,z", List.of("3", "z")));
    }

    @Test
    void shouldRejectFieldsWithoutAColumn() throws IOException {
        // When
        List<TableRow> rows = rows("a,b\n1,2,3\n1,2,\n1\n", ',');

        // Then
        assertThat(rows)
                .extracting(TableRow::problem)
                .containsExactly(new Problem("bad-csv", "3 fields where the header has 2 columns"), null, null);
        assertThat(rows.get(2).cell(1)).isNull();
    }

    @Test
    void shouldPassOnAFailureWithinQuotes() {
        // Given
        Reader failing = new Reader() {
            private final Reader start = new StringReader("a,b\n1,\"x\n");

            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int read = start.read(buffer, offset, length);
                if (read < 0) {
                    throw new IOException("the end of the archive is missing");
                }
                return read;
            }

            @Override
            public void close() {}
        };

        // Then
        assertThatThrownBy(() -> new CsvTable(new TextLines(failing), ',').next())
                .isInstanceOf(IOException.class)
                .hasMessage("the end of the archive is missing");
    }

    @Test
    void shouldReadWindows1252WithinQuotes() {
        // Given
        String csv =
                "order_id,customer_id,occurred_at,amount,note\n1,a,2026-01-01,5,\"two\nl\u00efnes\"\n2,\u00dc,2026-01-02,5,\n";
        byte[] bytes = csv.getBytes(Charset.forName("windows-1252"));
        List<String> customers = new ArrayList<>();

        // When
        OrderFile file = OrderFile.understand(
                ByteSource.of("orders.csv", () -> new ByteArrayInputStream(bytes)), FileOptions.defaults());
        file.read((source, line) -> customers.add(source.customerId()), line -> {});

        // Then
        assertThat(file.form().properties()).containsEntry("encoding", "windows-1252");
        assertThat(customers).containsExactly("a", "\u00dc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a,b;c,d;e,f~,",
                "order_id;customer_id;a,b,c,d,e~;",
                "\"a,b,c,d\";b~;",
                "amount|when, exactly|c~|",
                "one~,",
            })
    void shouldFindTheDelimiter(String header, String delimiter) throws IOException {
        // When
        Delimiter found = Delimiter.find(
                new TextLines(new StringReader("\n" + header + "\n1,2;3|4\n")),
                Set.of("orderid", "customerid", "amount"));

        // Then
        assertThat(found.label()).isEqualTo(delimiter);
    }

    @Test
    void shouldReadTheDelimiterThatExcelIsTold() throws IOException {
        // Given
        ByteSource bytes =
                ByteSource.of("x.csv", () -> new ByteArrayInputStream("sep=\t\na,b\tc,d\n1\t2\n".getBytes(UTF_8)));

        // When
        try (Table table = io.rfmstreams.files.CsvSource.find(bytes, Set.of()).open()) {
            // Then
            assertThat(table.header()).containsExactly("a,b", "c,d");
            assertThat(table.next()).isEqualTo(TableRow.of(3, "1\t2", List.of("1", "2")));
        }
    }

    private static List<TableRow> rows(String csv, char delimiter) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        try (CsvTable table = new CsvTable(new TextLines(new StringReader(csv)), delimiter)) {
            for (TableRow row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
