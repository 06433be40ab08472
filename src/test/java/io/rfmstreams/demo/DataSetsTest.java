package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.InputFileException;
import io.rfmstreams.files.Problem;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.RejectedLine;
import io.rfmstreams.files.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

    private static final int MAX_LINE_LENGTH = 1_000_000;

    private final List<RejectedLine> rejected = new ArrayList<>();

    @Test
    void shouldReadTheBuiltInDataSet() {
        // When
        DataSet lab = DataSets.lab();

        // Then
        Set<String> customers = new HashSet<>();
        lab.records().forEach(source -> customers.add(String.valueOf(source.customerId())));
        assertThat(lab.records()).hasSize(20_334);
        assertThat(customers).hasSize(2_000);
        assertThat(lab.dropped()).isEmpty();
    }

    @Test
    void shouldSortOrdersAndRefundsByTime(@TempDir Path folder) throws Exception {
        // Given
        String csv = String.join(
                "\r\n",
                "\uFEFFshop,Order_ID,customer_id,occurred_at,amount,type,refund_id,currency",
                "x,o2,c1,2024-01-02T10:00:00+01:00,12.345678,,,",
                "",
                "\"a \"\"shop\"\"\r\non, two lines\",o1,\"c,2\",2024-01-01T00:00:00Z,5,PURCHASE,,GBP",
                "x,o2,c1,2024-01-02T09:00:00Z,1,REFUND,r1,");

        // When
        DataSet data = orders(folder, csv, RefundPolicy.KEEP);

        // Then
        assertThat(data.records().stream().map(DataSetsTest::show))
                .containsExactly(
                        "c,2 {'orderId':'o1','customerId':'c,2','amount':5,'currency':'GBP',"
                                + "'occurredAt':'2024-01-01T00:00:00Z'}",
                        "c1 {'orderId':'o2','customerId':'c1','amount':12.3457,"
                                + "'occurredAt':'2024-01-02T09:00:00Z'}",
                        "c1 {'orderId':'o2','customerId':'c1','type':'REFUND','refundId':'r1','amount':1,"
                                + "'occurredAt':'2024-01-02T09:00:00Z'}");
        assertThat(rejected).isEmpty();
    }

    @Test
    void shouldReportMalformedLinesAndKeepAllOthers(@TempDir Path folder) throws Exception {
        // Given
        String csv = """
                transaction_id,customer_id,timestamp,amount,type
                ,c1,2024-01-01T00:00:00Z,1,
                o2,,2024-01-01T00:00:00Z,1,
                o3,c1,yesterday,1,
                o4,c1,2024-01-01T00:00:00Z,one,
                o5,c1,2024-01-01T00:00:00Z,1,GIFT
                o6,c1,2024-01-01T00:00:00Z,1,REFUND
                o7,c1,2024-01-01T00:00:00Z,1,,more
                "o8"x,c1,2024-01-01T00:00:00Z,1,
                "o9,c1,2024-01-01T00:00:00Z,1,
                o10,c1,2024-01-01T00:00:00Z,1
                o11,c1
                """;

        // When
        DataSet data = orders(folder, csv, RefundPolicy.KEEP);

        // Then
        assertThat(data.records()).hasSize(1);
        assertThat(rejected.stream().map(line -> line.number() + " " + line.reason()))
                .containsExactly(
                        "2 missing-id",
                        "4 bad-date",
                        "5 bad-amount",
                        "6 bad-type",
                        "7 missing-refund-id",
                        "8 bad-csv",
                        "9 bad-csv",
                        "10 bad-csv",
                        "12 bad-date");
        assertThat(data.dropped()).containsEntry("bad-csv", 3L).containsEntry("bad-date", 2L);
    }

    @Test
    void shouldReportAFileThatDoesNotFitIntoMemory(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(
                folder.resolve("orders.csv"), "order_id,customer_id,occurred_at,amount\no1,c1,soon,1\n");

        // Then
        assertThatThrownBy(() -> DataSets.read(
                        file,
                        FileOptions.defaults().withFormat(FileFormat.ORDERS).withRefunds(RefundPolicy.KEEP),
                        line -> {
                            throw new OutOfMemoryError("Java heap space");
                        }))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + " does not fit into memory. Increase the heap size of Java (-Xmx)");
    }

    @Test
    void shouldRejectALineThatIsTooLong(@TempDir Path folder) throws Exception {
        // Given
        String good = "o1,c1,2024-01-01T00:00:00Z,1\n";
        String long1 = "x".repeat(MAX_LINE_LENGTH + 1) + '\n';
        String csv = "order_id,customer_id,occurred_at,amount\n" + long1 + good + '"' + long1 + good;

        // When
        DataSet data = orders(folder, csv, RefundPolicy.KEEP);

        // Then
        assertThat(data.records()).hasSize(2);
        assertThat(rejected)
                .extracting(RejectedLine::number, RejectedLine::problem)
                .containsExactly(
                        rejected(2, "line-too-long", "it has more than 1,000,000 characters"),
                        rejected(4, "line-too-long", "it has more than 1,000,000 characters"));
    }

    @Test
    void shouldNotJoinLinesToARowThatIsTooLong(@TempDir Path folder) throws Exception {
        // Given
        String part = "x".repeat(MAX_LINE_LENGTH / 2);
        String csv = "order_id,customer_id,occurred_at,amount\n\"" + (part + '\n').repeat(3)
                + "\",c1,2024-01-01T00:00:00Z,1\n";

        // When
        orders(folder, csv, RefundPolicy.KEEP);

        // Then
        assertThat(rejected)
                .extracting(RejectedLine::number, RejectedLine::problem)
                .contains(rejected(2, "bad-csv", "a quote is not closed within 1,000,000 characters"))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRejectAJsonLineThatIsTooLong(@TempDir Path folder) throws Exception {
        // Given
        String good = "{\"customerId\":\"b\",\"occurredAt\":\"2024-01-02T00:00:00Z\"}\n";
        String lines = good + "x".repeat(1_000_000) + '\n' + "é".repeat(500_001) + '\n' + good + "x".repeat(2_000_000);

        // When
        DataSet data = read(folder, "lines.jsonl", lines, FileFormat.ORDERS, RefundPolicy.DROP);

        // Then
        assertThat(data.records()).hasSize(3);
        assertThat(data.dropped()).containsExactly(Map.entry("line-too-long", 2L));
        assertThat(rejected)
                .extracting(RejectedLine::number, RejectedLine::problem)
                .containsExactly(
                        rejected(3, "line-too-long", "it has more than 1,000,000 bytes"),
                        rejected(5, "line-too-long", "it has more than 1,000,000 bytes"));
    }

    @Test
    void shouldAcceptOnlyLinesThatFitIntoARecord(@TempDir Path folder) throws Exception {
        // Given
        String id = "y".repeat(900_000);
        String lines = "{\"customerId\":\"" + id + "\",\"occurredAt\":\"2024-01-02T00:00:00Z\"}\n";

        // When
        DataSet data = read(folder, "lines.jsonl", lines, FileFormat.ORDERS, RefundPolicy.DROP);

        // Then
        assertThat(data.records()).singleElement().satisfies(line -> assertThat(line.key())
                .isNull());
    }

    @Test
    void shouldDropRefunds(@TempDir Path folder) throws Exception {
        // When
        DataSet data = orders(
                folder,
                "order_id,customer_id,occurred_at,amount,type,refund_id\no,c,2024-01-01T00:00:00Z,1,REFUND,r\n",
                RefundPolicy.DROP);

        // Then
        assertThat(data.records()).isEmpty();
        assertThat(data.dropped()).containsExactly(Map.entry("refund-dropped", 1L));
        assertThat(rejected).isEmpty();
    }

    @Test
    void shouldReadOnlineRetail(@TempDir Path folder) throws Exception {
        // Given
        String csv = """
                Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
                2,a,"LAMP, RED",3,2010-12-01 08:26:00,0.1,17850.0,UK
                1,a,x,1,12/1/2010 8:00,1.005,17851,UK
                11,a,x,1,12/13/2010 8:00,1,,UK
                2,b,5" PIPE,1,2010-12-01T08:27:00,0.00005,17850,UK
                C3,b,x,-2,2010-12-02T08:27,1.5,17850,UK
                C4,b,x,2,2010-12-02T08:27,1.5,17850,UK
                5,b,x,0,2010-12-02T08:27,1.5,17850,UK
                6,b,x,1,2010-12-02T08:27,0,17850,UK
                7,b,x,1,2010-12-02T08:27,1,,UK
                8,b,x,one,2010-12-02T08:27,1,17850,UK
                9,b,x,1,yesterday,1,17850,UK
                10,b,x,1,2010-12-02T08:27,0.00001,17850,UK
                """;

        // When
        DataSet data = read(folder, "retail.csv", csv, FileFormat.ONLINE_RETAIL, RefundPolicy.KEEP);

        // Then
        assertThat(data.records().stream().map(DataSetsTest::show))
                .containsExactly(
                        "17851 {'orderId':'1','customerId':'17851','amount':1.005,"
                                + "'occurredAt':'2010-12-01T08:00:00Z'}",
                        "17850 {'orderId':'2','customerId':'17850','amount':0.3,"
                                + "'occurredAt':'2010-12-01T08:26:00Z'}",
                        "17850 {'customerId':'17850','type':'REFUND','refundId':'C3','amount':3,"
                                + "'occurredAt':'2010-12-02T08:27:00Z'}",
                        "17850 {'orderId':'10','customerId':'17850','amount':0,"
                                + "'occurredAt':'2010-12-02T08:27:00Z'}");
        assertThat(data.dropped())
                .hasToString("{bad-amount=1, bad-date=1, no-customer=2, price-not-positive=1, "
                        + "quantity-not-negative=1, quantity-not-positive=1}");
        assertThat(rejected).extracting(RejectedLine::number).containsExactly(11L, 12L);
    }

    @Test
    void shouldSendJsonLinesUnchanged(@TempDir Path folder) throws Exception {
        // Given
        String lines = """
                nonsense
                {"customerId":"b","occurredAt":"2024-01-02T00:00:00Z","more":{"customerId":1}}
                {"customerId":"broken"\r\n
                {"customerId":7,"occurredAt":"2024-01-01T00:00:00Z"}\
                """;

        // When
        DataSet data = read(folder, "lines.jsonl.gz", lines, FileFormat.ORDERS, RefundPolicy.DROP);

        // Then
        assertThat(data.records().stream().map(DataSetsTest::show))
                .containsExactly(
                        "7 {'customerId':7,'occurredAt':'2024-01-01T00:00:00Z'}",
                        "null nonsense",
                        "b {'customerId':'b','occurredAt':'2024-01-02T00:00:00Z','more':{'customerId':1}}",
                        "broken {'customerId':'broken'\r");
    }

    @Test
    void shouldReportWhyAFileCannotBeRead(@TempDir Path folder) {
        // When
        Path missing = folder.resolve("missing.csv");

        // Then
        assertThatThrownBy(() -> DataSets.read(
                        missing,
                        FileOptions.defaults().withFormat(FileFormat.ORDERS).withRefunds(RefundPolicy.KEEP),
                        rejected::add))
                .isInstanceOf(InputFileException.class)
                .hasMessage(missing + " does not exist");
        assertThatThrownBy(() -> orders(folder, "", RefundPolicy.KEEP))
                .hasMessageContaining("a header line is missing");
        assertThatThrownBy(() -> orders(folder, "x".repeat(2_000_000), RefundPolicy.KEEP))
                .isInstanceOf(InputFileException.class)
                .hasMessageEndingWith("its header line cannot be read: it has more than 1,000,000 characters");
        assertThatThrownBy(() -> orders(folder, "a\u001bb,".repeat(10_000), RefundPolicy.KEEP))
                .isInstanceOf(InputFileException.class)
                .message()
                .contains("and 9,981 more.")
                .hasSizeLessThan(1_000);
        assertThatThrownBy(() -> orders(folder, "order_id,customer_id,amount\n", RefundPolicy.KEEP))
                .hasMessageContaining(
                        "lacks the column occurred_at or timestamp; it has order_id, customer_id, amount");
    }

    private DataSet orders(Path folder, String csv, RefundPolicy refunds) throws IOException {
        return read(folder, "orders.csv", csv, FileFormat.ORDERS, refunds);
    }

    private DataSet read(Path folder, String name, String text, FileFormat format, RefundPolicy refunds)
            throws IOException {
        Path file = folder.resolve(name);
        OutputStream raw = Files.newOutputStream(file);
        try (OutputStream output = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            output.write(text.getBytes(UTF_8));
        }
        return DataSets.read(file, FileOptions.defaults().withFormat(format).withRefunds(refunds), rejected::add);
    }

    private static String show(SourceRecord source) {
        return source.customerId() + " " + new String(source.value(), UTF_8).replace('"', '\'');
    }

    private static Tuple rejected(long number, String reason, String detail) {
        return Tuple.tuple(number, new Problem(reason, detail));
    }
}
