package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxTest {

    private final Path folder;

    XlsxTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldReadOrdersOfASpreadsheet() throws IOException {
        // Given
        Path file = workbook("orders.xlsx", book -> {
            Worksheet sheet = book.newWorksheet("Orders");
            header(sheet, "Order ID", "Customer ID", "Occurred At", "Amount", "Currency");
            sheet.value(1, 0, 536365);
            sheet.value(1, 1, 17850);
            sheet.value(1, 2, LocalDateTime.of(2010, 12, 1, 8, 26));
            sheet.style(1, 2).format("m/d/yy h:mm").set();
            sheet.value(1, 3, 0.1 + 2.45);
            sheet.value(1, 4, "GBP");
            sheet.value(3, 0, "o2");
            sheet.value(3, 1, "ann");
            sheet.value(3, 2, LocalDate.of(2010, 12, 2));
            sheet.style(3, 2).format("yyyy\"year\"-mm-dd").set();
            sheet.value(3, 3, new BigDecimal("1234.125"));
            sheet.value(4, 0, "o3");
            sheet.value(4, 1, "ann");
            sheet.value(4, 2, 40516.351389);
            sheet.value(4, 3, 1000);
        });

        // When
        List<String> orders = orders(file);

        // Then
        assertThat(orders)
                .containsExactly(
                        "{\"orderId\":\"536365\",\"customerId\":\"17850\",\"amount\":2.55,\"currency\":\"GBP\","
                                + "\"occurredAt\":\"2010-12-01T08:26:00Z\"}",
                        "{\"orderId\":\"o2\",\"customerId\":\"ann\",\"amount\":1234.125,"
                                + "\"occurredAt\":\"2010-12-02T00:00:00Z\"}",
                        "{\"orderId\":\"o3\",\"customerId\":\"ann\",\"amount\":1000,"
                                + "\"occurredAt\":\"2010-12-04T08:26:00Z\"}");
    }

    @Test
    void shouldReadAllSheetsWithTheHeaderOfOrders() throws IOException {
        // Given
        Path file = workbook("orders.xlsx", book -> {
            book.newWorksheet("Read me").value(0, 0, "Orders of two years");
            for (int year : new int[] {2024, 2025}) {
                Worksheet sheet = book.newWorksheet("Year " + year);
                header(sheet, "order_id", "customer_id", "occurred_at", "amount");
                sheet.value(1, 0, "o" + year);
                sheet.value(1, 1, "ann");
                sheet.value(1, 2, year + "-03-02");
                sheet.value(1, 3, 5);
            }
            Worksheet hidden = book.newWorksheet("Hidden");
            header(hidden, "order_id", "customer_id", "occurred_at", "amount");
            hidden.value(1, 0, "o1");
            hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
        });
        List<Long> rejected = new ArrayList<>();
        OrderFile orders = OrderFile.understand(ByteSource.of(file), FileOptions.defaults());

        // When
        FileCounts counts = orders.read((source, line) -> {}, line -> rejected.add(line.number()));

        // Then
        assertThat(orders.form().properties())
                .containsEntry("sheets", "Year 2024, Year 2025")
                .containsEntry("other sheets", "Read me");
        assertThat(counts.records()).isEqualTo(2);
        assertThat(rejected).isEmpty();
    }

    @Test
    void shouldReadACompressedSpreadsheetAndLeaveNoFileBehind() throws IOException {
        // Given
        Path file = smallWorkbook();
        Path compressed = folder.resolve("orders.xlsx.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, gzip);
        }
        List<Path> before = temporaryFiles();

        // When
        List<String> orders = orders(compressed);

        // Then
        assertThat(orders).hasSize(1);
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAFileThatIsNoSpreadsheet() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("orders.xlsx"), "order_id,customer_id");
        Path old = Files.writeString(folder.resolve("orders.xls"), "x");

        // Then
        assertThatThrownBy(() -> orders(text)).isInstanceOf(InputFileException.class);
        assertThatThrownBy(() -> orders(old)).hasMessageContaining("Save it as .xlsx or CSV");
    }

    @Test
    void shouldLimitTheUnpackedSize() throws IOException {
        // Given
        ByteSource bytes = ByteSource.of(smallWorkbook(), 3_000, () -> read -> {});

        // Then
        assertThatThrownBy(() -> XlsxSource.find(bytes, Set.of()))
                .isInstanceOf(InputFileException.class)
                .hasMessageContaining("more than 3,000 bytes when unpacked");
    }

    private Path smallWorkbook() throws IOException {
        return workbook("orders.xlsx", book -> {
            Worksheet sheet = book.newWorksheet("Orders");
            header(sheet, "order_id", "customer_id", "occurred_at", "amount");
            sheet.value(1, 0, "o1");
            sheet.value(1, 1, "ann");
            sheet.value(1, 2, "2026-03-02");
            sheet.value(1, 3, 5);
        });
    }

    private Path workbook(String name, Consumer<Workbook> content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            content.accept(book);
        }
        return file;
    }

    private static void header(Worksheet sheet, String... names) {
        for (int i = 0; i < names.length; i++) {
            sheet.value(0, i, names[i]);
        }
    }

    private static List<String> orders(Path file) {
        List<String> orders = new ArrayList<>();
        OrderFile.understand(ByteSource.of(file), FileOptions.defaults())
                .read((source, line) -> orders.add(new String(source.order(), UTF_8)), line -> {
                    throw new AssertionError(line.toString());
                });
        return orders;
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("rfm-streams-input"))
                    .sorted()
                    .toList();
        }
    }
}
