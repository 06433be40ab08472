package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.PartitionId;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.topology.RateLimitedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables {@code purchases} and {@code refunds} hold what the processor takes of the topic {@code purchases}. */
class FeedPurchasesTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final int PARTITIONS = 4;
    private static final String ANNA = "anna";

    private final ReadModel model = ReadModel.inMemory();
    private final List<TopicRole> rejected = new ArrayList<>();
    private FeedDecoder decoder = decoder(Map.of("rfm.currency", "EUR"), Map.of());
    private Batch batch = new Batch();

    @AfterEach
    void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON",
                "{'orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00Z','currency':'USD'}",
                "{'orderId':'1','amount':1,'occurredAt':'2025-01-02T00:00:00.001Z'}",
                "{'orderId':'1','amount':1,'occurredAt':'1969-12-31T23:59:59Z'}",
                "{'orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00'}",
                "{'orderId':'1','amount':-1,'occurredAt':'2024-12-31T00:00:00Z'}",
                "{'amount':1,'occurredAt':'2024-12-31T00:00:00Z'}",
                "{'orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00Z','customerId':'ben'}",
                "{'type':'REFUND','orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00Z'}",
                "{'type':'GIFT','orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00Z'}"
            })
    void shouldLeaveOutRejectedEvents(String json) {
        // When
        read(ANNA, partitionOf(ANNA), json);

        // Then
        assertThat(purchases()).isEmpty();
        assertThat(refunds()).isEmpty();
        assertThat(rejected).containsExactly(TopicRole.PURCHASES);
    }

    @Test
    void shouldLeaveOutEventsOfAnotherPartition() {
        // When
        read(ANNA, (partitionOf(ANNA) + 1) % PARTITIONS, order("1", "2024-12-31T00:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), order("2", "2024-12-31T00:00:00Z", "6"));

        // Then
        assertThat(purchases()).containsExactly("anna 2 6.0000");
        assertThat(rejected).containsExactly(TopicRole.PURCHASES);
    }

    @Test
    void shouldNotEraseByATombstoneOfAnotherPartition() {
        // Given
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-31T00:00:00Z", "5"));

        // When
        read(ANNA, (partitionOf(ANNA) + 1) % PARTITIONS, null);

        // Then
        assertThat(purchases()).containsExactly("anna 1 5.0000");
    }

    @Test
    void shouldTakeEveryPartitionIfConfigured() {
        // Given
        decoder = decoder(Map.of("rfm.partitioner", "any"), Map.of());

        // When
        read(ANNA, (partitionOf(ANNA) + 1) % PARTITIONS, order("1", "2024-12-31T00:00:00Z", "5"));

        // Then
        assertThat(purchases()).containsExactly("anna 1 5.0000");
    }

    @Test
    void shouldLeaveOutKeysThatAreNoIds() {
        // When
        read("a\u0000", partitionOf("a\u0000"), order("1", "2024-12-31T00:00:00Z", "5"));
        read(new byte[] {(byte) 0xFF}, 0, order("1", "2024-12-31T00:00:00Z", "5"));
        read((byte[]) null, 0, order("1", "2024-12-31T00:00:00Z", "5"));

        // Then
        assertThat(purchases()).isEmpty();
        assertThat(rejected).hasSize(3);
    }

    @Test
    void shouldKeepTheFirstOfConflictingDuplicates() {
        // When
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-30T00:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-31T00:00:00Z", "7"));
        write();
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-29T00:00:00Z", "9"));

        // Then
        assertThat(purchases()).containsExactly("anna 1 5.0000");
        assertThat(rejected).isEmpty();
    }

    @Test
    void shouldTakeAnOrderWhoseIdWasUsedBeforeTheWindow() {
        // When
        read(ANNA, partitionOf(ANNA), order("1", "2023-06-01T10:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), order("1", "2024-05-31T23:59:59Z", "6"));
        write();
        read(ANNA, partitionOf(ANNA), order("1", "2024-06-01T00:00:00Z", "7"));

        // Then: the day of the first order leaves the window of 365 days at the end of 2024-05-31
        assertThat(purchases()).containsExactly("anna 1 5.0000", "anna 1 7.0000");
    }

    @Test
    void shouldCompareALateOrderWithTheClockOfItsPartition() {
        // Given
        read(ANNA, partitionOf(ANNA), order("1", "2023-01-01T10:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), order("2", "2024-12-31T00:00:00Z", "6"));
        write();
        decoder = decoder(Map.of(), model.clocks());

        // When
        read(ANNA, partitionOf(ANNA), order("1", "2023-12-31T00:00:00Z", "7")); // before the window: no repeat
        read(ANNA, partitionOf(ANNA), order("2", "2024-12-30T00:00:00Z", "8"));

        // Then
        assertThat(purchases()).containsExactly("anna 1 5.0000", "anna 1 7.0000", "anna 2 6.0000");
    }

    @Test
    void shouldTakeAnExpiredOrderOnce() {
        // Given
        read(ANNA, partitionOf(ANNA), order("2", "2024-12-31T00:00:00Z", "6"));
        read(ANNA, partitionOf(ANNA), order("1", "2023-01-01T10:00:00Z", "5"));

        // When
        read(ANNA, partitionOf(ANNA), order("1", "2023-01-01T10:00:00Z", "5"));

        // Then
        assertThat(purchases()).containsExactly("anna 1 5.0000", "anna 2 6.0000");
    }

    @Test
    void shouldLeaveOutLateOrdersOfALifetime() {
        // Given
        decoder = decoder(Map.of("rfm.window", "lifetime", "rfm.order.retention", "P30D"), Map.of());
        read(ANNA, partitionOf(ANNA), order("2", "2024-12-31T00:00:00Z", "6"));

        // When
        read(ANNA, partitionOf(ANNA), order("1", "2024-11-30T23:59:59Z", "5"));

        // Then
        assertThat(purchases()).containsExactly("anna 2 6.0000");
        assertThat(rejected).containsExactly(TopicRole.PURCHASES);
    }

    @Test
    void shouldTakeRefundsThatHaveAnEffect() {
        // When
        read(ANNA, partitionOf(ANNA), refund("r", "2024-12-30T00:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), refund("r", "2024-12-31T00:00:00Z", "6"));
        read(ANNA, partitionOf(ANNA), refund("old", "2023-12-30T00:00:00Z", "7"));

        // Then
        assertThat(refunds()).containsExactly("anna r 5.0000");
    }

    @Test
    void shouldEraseEarlierEvents() {
        // Given
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-30T00:00:00Z", "5"));
        read(ANNA, partitionOf(ANNA), refund("r", "2024-12-30T00:00:00Z", "5"));

        // When
        read(ANNA, partitionOf(ANNA), null);
        read(ANNA, partitionOf(ANNA), order("1", "2024-12-31T00:00:00Z", "6"));

        // Then
        assertThat(purchases()).containsExactly("anna 1 6.0000");
        assertThat(refunds()).isEmpty();
    }

    private FeedDecoder decoder(Map<String, String> configuration, Map<PartitionId, Long> clocks) {
        Settings settings = new Settings(Configuration.load(configuration, Map.of(), null));
        return new FeedDecoder(
                FeedPurchases.of(settings, PARTITIONS, clocks, InstantSource.fixed(NOW)),
                new FeedOffers(settings.dates(), InstantSource.fixed(NOW)),
                new RateLimitedLog(() -> 0, message -> {}),
                rejected::add);
    }

    private static int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }

    private static String order(String id, String at, String amount) {
        return "{'orderId':'" + id + "','amount':" + amount + ",'occurredAt':'" + at + "','currency':'EUR'}";
    }

    private static String refund(String id, String at, String amount) {
        return "{'type':'REFUND','refundId':'" + id + "','amount':" + amount + ",'occurredAt':'" + at + "'}";
    }

    private void read(String key, int partition, @Nullable String json) {
        read(key.getBytes(UTF_8), partition, json);
    }

    private void read(byte @Nullable [] key, int partition, @Nullable String json) {
        byte[] value = json == null ? null : json.replace('\'', '"').getBytes(UTF_8);
        decoder.add(TopicRole.PURCHASES, new ConsumerRecord<>("purchases", partition, 0, key, value), batch);
    }

    private void write() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            batch.nextOffset(new PartitionId("purchases", partition), 1);
        }
        decoder.complete(batch);
        model.write(batch);
        batch = new Batch();
    }

    private List<String> purchases() {
        write();
        return rows("SELECT customer_id, order_id, amount FROM purchases ORDER BY ALL");
    }

    private List<String> refunds() {
        write();
        return rows("SELECT customer_id, refund_id, amount FROM refunds ORDER BY ALL");
    }

    private List<String> rows(String sql) {
        try (Connection connection = model.read();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
