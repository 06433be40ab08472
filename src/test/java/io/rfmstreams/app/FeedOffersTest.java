package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedOffersTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private final ReadModel model = ReadModel.inMemory();
    private final List<TopicRole> malformed = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Settings settings = new Settings(Configuration.load(Map.of(), Map.of(), null));
    private final FeedDecoder decoder = new FeedDecoder(
            FeedPurchases.of(settings, 1, Map.of(), InstantSource.fixed(NOW)),
            new FeedOffers(settings.dates(), InstantSource.fixed(NOW)),
            new RateLimitedLog(() -> 0, warnings::add),
            malformed::add);
    private Batch batch = new Batch();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldKeepOffersOfUnknownCustomersOnce() {
        // When
        offer("anna", "{'offerId':'spring','at':'2024-12-01T10:00:00+01:00'}", 1);
        offer("anna", "{'offerId':'spring','at':'2024-12-01T09:00:00Z','customerId':'anna','more':1}", 2);
        write();
        offer("anna", "{'offerId':'spring','at':'2024-12-01T09:00:00Z'}", 3);
        offer("anna", "{'offerId':'spring','at':'2024-12-02T09:00:00Z'}", 4);

        // Then
        assertThat(offers()).containsExactly("anna spring 2024-12-01 09:00:00", "anna spring 2024-12-02 09:00:00");
        assertThat(malformed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "{'at':'2024-12-01T09:00:00Z'}",
                "{'offerId':7,'at':'2024-12-01T09:00:00Z'}",
                "{'offerId':'','at':'2024-12-01T09:00:00Z'}",
                "{'offerId':'spring'}",
                "{'offerId':'spring','at':'2024-12-01T09:00:00'}",
                "{'offerId':'spring','at':'1969-12-31T23:59:59Z'}",
                "{'offerId':'spring','at':'2025-01-02T00:00:00.001Z'}",
                "{'offerId':'spring','at':'2024-12-01T09:00:00Z','customerId':'ben'}"
            })
    void shouldLeaveOutCountAndLogMalformedOffers(String json) {
        // When
        offer("anna", json, 1);

        // Then
        assertThat(offers()).isEmpty();
        assertThat(malformed).containsExactly(TopicRole.OFFERS);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("customer-offers", "partition 0, offset 7")
                .doesNotContain("anna");
    }

    @Test
    void shouldLeaveOutARecordWithoutAKey() {
        // When
        add(TopicRole.OFFERS, null, "{'offerId':'spring','at':'2024-12-01T09:00:00Z'}", 1);
        add(TopicRole.OFFERS, null, null, 1);

        // Then
        assertThat(malformed).hasSize(2);
        assertThat(offers()).isEmpty();
    }

    @Test
    void shouldDeleteTheOffersBeforeATombstone() {
        // Given
        offer("anna", "{'offerId':'spring','at':'2024-12-01T09:00:00Z'}", 1);
        offer("ben", "{'offerId':'spring','at':'2024-12-01T09:00:00Z'}", 1);
        write();
        offer("anna", "{'offerId':'summer','at':'2024-12-02T09:00:00Z'}", 2);

        // When
        offer("anna", null, 3);
        offer("anna", "{'offerId':'autumn','at':'2024-12-03T09:00:00Z'}", 4);

        // Then
        assertThat(offers()).containsExactly("anna autumn 2024-12-03 09:00:00", "ben spring 2024-12-01 09:00:00");
    }

    @Test
    void shouldDeleteTheOffersOfAnErasedCustomerWhicheverTopicIsReadFirst() {
        // Given
        offer("anna", "{'offerId':'before','at':'2024-12-01T09:00:00Z'}", 100);
        write();

        // When
        add(TopicRole.PURCHASES, "anna", null, 200);
        write();
        offer("anna", "{'offerId':'read late','at':'2024-12-31T09:00:00Z'}", 200);
        write();
        offer("anna", "{'offerId':'after','at':'2024-12-02T09:00:00Z'}", 201);

        // Then
        assertThat(offers()).containsExactly("anna after 2024-12-02 09:00:00");
    }

    private void offer(String customerId, @Nullable String json, long recordedAt) {
        add(TopicRole.OFFERS, customerId, json, recordedAt);
    }

    private void add(TopicRole role, @Nullable String key, @Nullable String json, long recordedAt) {
        decoder.add(
                role,
                new ConsumerRecord<>(
                        role.defaultName(),
                        0,
                        7,
                        Timestamps.parse("2025-01-01T00:00:00Z") + recordedAt,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key == null ? null : key.getBytes(UTF_8),
                        json == null ? null : json.replace('\'', '"').getBytes(UTF_8),
                        new RecordHeaders(),
                        Optional.empty()),
                batch);
    }

    private void write() {
        model.write(batch);
        batch = new Batch();
    }

    private List<String> offers() {
        write();
        try (Connection connection = model.read();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT customer_id, offer_id, offered_at::VARCHAR FROM offers ORDER BY ALL")) {
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
