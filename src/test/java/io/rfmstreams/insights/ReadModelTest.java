package io.rfmstreams.insights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelTest {

    private static final long MEMORY = 128 << 20;
    private static final PartitionId PARTITION = new PartitionId("customer-profiles", 3);

    @Test
    void shouldReplaceTheRowOfACustomer() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(batch(profile("anna", "champions", "12.5", 3)));

            // When
            model.write(batch(profile("anna", "at-risk", "-7.0001", 2)));

            // Then
            assertThat(rows(model, "SELECT customer_id, segment, monetary, frequency FROM customers"))
                    .containsExactly("anna|at-risk|-7.0001|2");
        }
    }

    @Test
    void shouldKeepTheLastOfSeveralProfilesInABatch() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch batch = batch(profile("anna", "champions", "1", 3));
            batch.add(TopicRole.PROFILES, "ben", CustomerProfileJson.encode(profile("ben", "lost", "1", 1)));
            batch.add(TopicRole.PROFILES, "anna", CustomerProfileJson.encode(profile("anna", "lost", "1", 1)));
            batch.add(TopicRole.PROFILES, "ben", null);

            // When
            model.write(batch);

            // Then
            assertThat(rows(model, "SELECT customer_id, segment FROM customers"))
                    .containsExactly("anna|lost");
        }
    }

    @Test
    void shouldWriteChangesAndAlertsOnceThatComeAgain() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(events(1));

            // When they come again, the second ones twice in one batch
            Batch again = events(1);
            addEvents(again, 2);
            addEvents(again, 2);
            model.write(again);

            // Then
            assertThat(rows(model, "SELECT sequence FROM changes ORDER BY 1")).containsExactly("1", "2");
            assertThat(rows(model, "SELECT day(raised_at) FROM alerts ORDER BY 1"))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void shouldWriteAnEventOnceThatComesAgainWithALaterTime() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(events(1));

            // When
            Batch later = new Batch();
            addEvents(later, 1, 3);
            model.write(later);

            // Then
            assertThat(rows(model, "SELECT day(occurred_at) FROM changes")).containsExactly("1");
            assertThat(rows(model, "SELECT day(raised_at) FROM alerts")).containsExactly("1");
        }
    }

    private static Batch events(int day) throws IOException {
        Batch batch = new Batch();
        addEvents(batch, day);
        return batch;
    }

    /** Adds a segment change and an alert of a day of January. */
    private static void addEvents(Batch batch, int day) throws IOException {
        addEvents(batch, day, day);
    }

    private static void addEvents(Batch batch, int id, int day) throws IOException {
        String change = """
                {"eventId":"%s","customerId":"anna","occurredAt":"2026-01-%02dT00:00:00Z","sequence":%d,"reason":"TIME",
                "direction":"DOWN","from":{"id":"a","name":"A","rank":1,"since":"2025-01-01T00:00:00Z"},
                "to":{"id":"b","name":"B","rank":2},"rfm":{"recencyDays":0,"frequency":3,"monetary":30},
                "before":{"recencyDays":5,"frequency":2,"monetary":20},"modelVersion":1,"returnProbability":null}
                """.formatted(new UUID(1, id), day, id);
        String alert = """
                {"alertId":"%s","customerId":"anna","kind":"SLIPPED","raisedAt":"2026-01-%02dT00:00:00Z",
                "from":{"id":"a","name":"A","rank":1},"to":{"id":"b","name":"B","rank":2},
                "best":{"id":"a","name":"A","rank":1},"expectedAt":"2026-01-01T00:00:00Z",
                "rfm":{"recencyDays":40,"frequency":3,"monetary":100},"monetaryAtStake":100,"returnProbability":0.5,
                "valueAtRisk":50,"late":false,"action":"a","modelVersion":1}
                """.formatted(new UUID(2, id), day);
        batch.add(TopicRole.CHANGES, "anna", change.getBytes(UTF_8));
        batch.add(TopicRole.ALERTS, "anna", alert.getBytes(UTF_8));
    }

    @Test
    void shouldDeleteTheRowOfATombstone() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(batch(profile("anna", "champions", "1", 3)));
            Batch tombstone = new Batch();
            tombstone.add(TopicRole.PROFILES, "anna", null);

            // When
            model.write(tombstone);

            // Then
            assertThat(rows(model, "SELECT * FROM customers")).isEmpty();
        }
    }

    @Test
    void shouldKeepRowsAndOffsetsInTheFile(@TempDir Path folder) throws Exception {
        // Given
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            Batch batch = batch(profile("anna", "champions", "1", 3));
            batch.add(TopicRole.CLOCK, null, "{\"time\":\"2026-01-02T00:00:00Z\"}".getBytes(UTF_8));
            batch.nextOffset(PARTITION, 42);
            model.write(batch);
        }

        // When
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            // Then
            assertThat(model.offsets()).isEqualTo(Map.of(PARTITION, 42L));
            assertThat(model.lastTick()).hasValue(1_767_312_000_000L);
            assertThat(rows(model, "SELECT customer_id, since FROM customers"))
                    .containsExactly("anna|2026-01-01 00:00:00.001");
        }
    }

    @Test
    void shouldWriteNothingOfABatchThatFails() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch batch = batch(profile("anna", "champions", "1", 3));
            batch.addEvent("anna", new Purchase("order", Money.of("1"), 0), Long.MIN_VALUE);
            batch.nextOffset(PARTITION, 42);
            try (Connection connection = model.writeConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE purchases");
            }

            // When
            assertThatThrownBy(() -> model.write(batch)).isInstanceOf(ReadModelException.class);

            // Then
            assertThat(rows(model, "SELECT * FROM customers")).isEmpty();
            assertThat(model.offsets()).isEmpty();
        }
    }

    @Test
    void shouldShowAReaderOneState() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(batch(profile("anna", "champions", "1", 3)));
            try (Connection reader = model.read()) {
                List<String> before = rows(reader, "SELECT segment FROM customers");

                // When
                model.write(batch(profile("anna", "lost", "1", 3)));

                // Then
                assertThat(before).containsExactly("champions");
                assertThat(rows(reader, "SELECT segment FROM customers")).containsExactly("champions");
                assertThat(rows(model, "SELECT segment FROM customers")).containsExactly("lost");
            }
        }
    }

    @Test
    void shouldNotLetAReaderWrite() throws Exception {
        try (ReadModel model = ReadModel.inMemory();
                Connection reader = model.read()) {
            // When, Then
            assertThatThrownBy(() -> rows(reader, "DELETE FROM customers RETURNING *"))
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void shouldKeepTheFirstOfTwoEqualOrders() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch first = new Batch();
            first.addEvent("anna", new Purchase("1", Money.of("10"), 1), Long.MIN_VALUE);
            first.addEvent("anna", new Purchase("1", Money.of("11"), 1), Long.MIN_VALUE);
            first.addEvent("ben", new Purchase("1", Money.of("12"), 1), Long.MIN_VALUE);
            model.write(first);
            Batch second = new Batch();
            second.addEvent("anna", new Purchase("1", Money.of("13"), 2), Long.MIN_VALUE);
            second.addEvent("anna", new Purchase("2", Money.of("14"), 2), Long.MIN_VALUE);

            // When
            model.write(second);

            // Then
            assertThat(rows(model, "SELECT customer_id, order_id, amount FROM purchases ORDER BY ALL"))
                    .containsExactly("anna|1|10.0000", "anna|2|14.0000", "ben|1|12.0000");
        }
    }

    @Test
    void shouldTakeAnOrderWhoseIdWasUsedBeforeTheWindow() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch first = new Batch();
            first.addEvent("anna", new Purchase("1", Money.of("10"), 1_000), 500);
            first.addEvent("anna", new Purchase("1", Money.of("11"), 1_500), 1_000);
            first.addEvent("anna", new Purchase("1", Money.of("12"), 3_000), 1_001);
            model.write(first);
            Batch second = new Batch();
            second.addEvent("anna", new Purchase("1", Money.of("13"), 3_500), 3_000);
            second.addEvent("anna", new Purchase("1", Money.of("14"), 6_000), 3_001);

            // When
            model.write(second);

            // Then
            assertThat(rows(model, "SELECT amount FROM purchases ORDER BY ALL"))
                    .containsExactly("10.0000", "12.0000", "14.0000");
        }
    }

    @Test
    void shouldKeepRefundsOnce() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch first = new Batch();
            first.addEvent("anna", new Refund("r", "1", Money.of("10"), 1), 0);
            first.addEvent("anna", new Refund("r", null, Money.of("11"), 1), 0);
            first.addEvent("ben", new Refund("r", null, Money.of("12"), 1), 0);
            model.write(first);
            Batch second = new Batch();
            second.addEvent("anna", new Refund("r", "1", Money.of("13"), 2), 0);
            second.addEvent("anna", new Refund("s", "1", Money.of("14"), 2), 0);
            second.erase("ben", 1);

            // When
            model.write(second);

            // Then
            assertThat(rows(model, "SELECT customer_id, refund_id, order_id, amount FROM refunds ORDER BY ALL"))
                    .containsExactly("anna|r|1|10.0000", "anna|s|1|14.0000");
        }
    }

    @Test
    void shouldKeepTheClocksOfPartitions() {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch first = new Batch();
            first.nextOffset(PARTITION, 42);
            first.clock(PARTITION, 7);
            model.write(first);

            // When
            Map<PartitionId, Long> clocks = model.clocks();

            // Then
            assertThat(clocks).isEqualTo(Map.of(PARTITION, 7L));
        }
    }

    @Test
    void shouldBuildTablesOfAnotherDefinitionAgain(@TempDir Path folder) throws Exception {
        // Given
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            model.write(batch(profile("anna", "champions", "1", 3)));
            try (Connection connection = model.writeConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("COMMENT ON TABLE consumed_offsets IS NULL; DROP TABLE refunds");
            }
        }

        // When
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            // Then
            assertThat(rows(model, "SELECT customer_id FROM customers UNION ALL SELECT customer_id FROM refunds"))
                    .isEmpty();
            assertThat(model.offsets()).isEmpty();
        }
    }

    @Test
    void shouldDeleteThePurchasesBeforeAnErasure() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch first = new Batch();
            first.addEvent("anna", new Purchase("1", Money.of("10"), 1), Long.MIN_VALUE);
            first.addEvent("ben", new Purchase("1", Money.of("12"), 1), Long.MIN_VALUE);
            model.write(first);
            Batch second = new Batch();
            second.addEvent("anna", new Purchase("2", Money.of("13"), 2), Long.MIN_VALUE);
            second.erase("anna", 1);
            second.addEvent("anna", new Purchase("1", Money.of("14"), 3), Long.MIN_VALUE);

            // When
            model.write(second);

            // Then
            assertThat(rows(model, "SELECT customer_id, order_id, amount FROM purchases ORDER BY ALL"))
                    .containsExactly("anna|1|14.0000", "ben|1|12.0000");
        }
    }

    @Test
    void shouldClearEveryTable() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            Batch batch = batch(profile("anna", "champions", "1", 3));
            batch.nextOffset(PARTITION, 42);
            batch.add(TopicRole.CLOCK, null, "{\"time\":\"2026-01-02T00:00:00Z\"}".getBytes(UTF_8));
            model.write(batch);
            model.setFreshness(new TableFreshness(1, 0));

            // When
            model.clear(Map.of("customer-profiles", "id-of-topic"));

            // Then
            assertThat(rows(model, "SELECT * FROM customers")).isEmpty();
            assertThat(model.offsets()).isEmpty();
            assertThat(model.lastTick()).isEmpty();
            assertThat(model.freshness()).isEmpty();
            assertThat(model.topicIds()).isEqualTo(Map.of("customer-profiles", "id-of-topic"));
        }
    }

    @Test
    void shouldNameTheFileThatCannotBeOpened(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("insights.duckdb"), "not a database");

        // When, Then
        assertThatThrownBy(() -> ReadModel.open(folder, MEMORY))
                .isInstanceOf(ReadModelException.class)
                .hasMessageContaining(folder.resolve("insights.duckdb").toString());
    }

    private static Batch batch(CustomerProfile profile) throws IOException {
        Batch batch = new Batch();
        batch.add(TopicRole.PROFILES, profile.customerId(), CustomerProfileJson.encode(profile));
        return batch;
    }

    private static CustomerProfile profile(String id, String segment, String monetary, long frequency) {
        return new CustomerProfile(
                id,
                segment,
                1_767_225_600_001L,
                new Rfm(1, frequency, Money.of(monetary)),
                1_767_225_600_000L,
                1_767_225_600_000L,
                null,
                null,
                1_767_312_000_000L);
    }

    private static List<String> rows(ReadModel model, String sql) throws SQLException {
        try (Connection connection = model.read()) {
            return rows(connection, sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", cells));
            }
            return found;
        }
    }
}
