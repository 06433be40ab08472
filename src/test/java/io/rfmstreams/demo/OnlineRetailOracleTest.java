package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.RejectedLine;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the complete UCI Online Retail data set with its reference, if it is available. */
class OnlineRetailOracleTest {

    private static final long SNAPSHOT = Timestamps.parse("2011-12-10T00:00:00Z");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d+)?");
    private static final int DATE_COLUMN = 4;
    private static final Path REFERENCE = Path.of("..", "shared", "data");

    @Test
    void shouldMatchTheCountsOfTheReference() throws Exception {
        // Given
        Path file = reference("online-retail.csv.gz");
        JsonNode counts = new ObjectMapper()
                .readTree(REFERENCE.resolve("online-retail-expected.json").toFile())
                .path("counts");
        List<RejectedLine> rejected = new ArrayList<>();

        // When
        DataSet data = DataSets.read(
                file,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.DROP),
                rejected::add);

        // Then
        JsonNode dropped = counts.path("dropped_in_this_order");
        assertThat(rejected).isEmpty();
        assertThat(data.records()).hasSize(counts.path("orders").asInt());
        assertThat(customers(data)).hasSize(counts.path("customers").asInt());
        assertThat(revenue(data)).hasToString(counts.path("revenue").asText());
        assertThat(data.dropped())
                .containsOnly(
                        Map.entry("no-customer", dropped.path("empty_customer").asLong()),
                        Map.entry(
                                "refund-dropped",
                                dropped.path("cancelled_invoice_C").asLong()),
                        Map.entry(
                                "price-not-positive",
                                dropped.path("unit_price_not_positive").asLong()));
    }

    @Test
    void shouldMatchTheReferenceOfEachCustomer() throws Exception {
        // Given
        Path file = reference("online-retail.csv.gz");
        Map<String, String[]> expected = expectedCustomers();

        // When
        DataSet data = DataSets.read(
                file,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.DROP),
                line -> {});

        // Then
        List<String> otherLastPurchase = new ArrayList<>();
        Map<String, List<CustomerEvent>> customers = customers(data);
        assertThat(customers.keySet()).isEqualTo(expected.keySet());
        customers.forEach((customer, events) -> {
            String[] row = expected.getOrDefault(customer, new String[0]);
            Money sum = events.stream().map(CustomerEvent::amount).reduce(Money.ZERO, Money::plus);
            long last = events.get(events.size() - 1).occurredAt();
            assertThat((SNAPSHOT - last) / DayBucket.DAY_MILLIS)
                    .as("recency of %s", customer)
                    .isEqualTo(Long.parseLong(row[1]));
            assertThat(events).as("orders of %s", customer).hasSize(Integer.parseInt(row[2]));
            assertThat(sum).as("monetary of %s", customer).isEqualTo(Money.of(row[3]));
            if (last != Timestamps.parse(row[4] + "Z")) {
                otherLastPurchase.add(customer);
            }
        });
        // The last orders of these four have two timestamps. The reference has the later one, the data set the first.
        assertThat(otherLastPurchase).containsExactly("14229", "16063", "16272", "17345");
    }

    @Test
    void shouldReadRefundsAsUnlinked() throws Exception {
        // Given
        Path file = reference("online-retail.csv.gz");

        // When
        DataSet data = DataSets.read(
                file,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.KEEP),
                line -> {});

        // Then
        assertThat(data.dropped()).containsOnlyKeys("no-customer", "price-not-positive");
        assertThat(data.records())
                .filteredOn(source -> source instanceof SourceRecord.Event event
                        && event.event() instanceof CustomerEvent.Refund refund
                        && refund.orderId() == null)
                .hasSize(3_654);
    }

    @Test
    void shouldReadTheSameFromASpreadsheet(@TempDir Path folder) throws Exception {
        // Given
        Path csv = reference("online-retail.csv.gz");
        Path spreadsheet = folder.resolve("Online Retail.xlsx");
        writeSpreadsheet(csv, spreadsheet);
        DataSet expected = DataSets.read(csv, FileOptions.defaults(), line -> {});

        // When
        DataSet data = DataSets.read(spreadsheet, FileOptions.defaults(), line -> {});

        // Then
        assertThat(data.records()).hasSize(18_532 + 3_654).isEqualTo(expected.records());
        assertThat(data.dropped()).isEqualTo(expected.dropped());
    }

    /** Writes the data set as it was published: numbers and dates as such, identical texts once. */
    private static void writeSpreadsheet(Path csv, Path spreadsheet) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(csv)), UTF_8));
                CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(lines);
                OutputStream out = Files.newOutputStream(spreadsheet);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Online Retail");
            int row = 0;
            for (CsvRecord line : rows) {
                for (int column = 0; column < line.getFieldCount(); column++) {
                    write(sheet, row, column, line.getField(column));
                }
                if (++row % 10_000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static void write(Worksheet sheet, int row, int column, String text) {
        if (row > 0 && column == DATE_COLUMN) {
            sheet.value(row, column, LocalDateTime.parse(text));
            sheet.style(row, column).format("m/d/yy h:mm").set();
        } else if (NUMBER.matcher(text).matches()) {
            sheet.value(row, column, Double.valueOf(text));
        } else if (!text.isEmpty()) {
            sheet.value(row, column, text);
        }
    }

    /** Returns the rows of the reference by customer: customer, recency, frequency, monetary, last purchase. */
    private static Map<String, String[]> expectedCustomers() throws IOException {
        Map<String, String[]> expected = new TreeMap<>();
        for (String line : Files.readAllLines(REFERENCE.resolve("online-retail-rfm.csv"))) {
            String[] row = line.split(",");
            expected.put(row[0], row);
        }
        expected.remove("customer_id");
        return expected;
    }

    private static Path reference(String name) {
        Path file = REFERENCE.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the reference data is not here");
        return file;
    }

    private static Map<String, List<CustomerEvent>> customers(DataSet data) {
        Map<String, List<CustomerEvent>> customers = new TreeMap<>();
        for (SourceRecord source : data.records()) {
            if (source instanceof SourceRecord.Event event) {
                customers
                        .computeIfAbsent(event.customerId(), id -> new ArrayList<>())
                        .add(event.event());
            }
        }
        return customers;
    }

    private static Money revenue(DataSet data) {
        return customers(data).values().stream()
                .flatMap(List::stream)
                .map(CustomerEvent::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
