package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.TableFreshness;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedRetentionTest {

    private static final Duration PURCHASES = Duration.ofDays(10);
    private static final Duration EVENTS = Duration.ofDays(20);
    private static final String NOW = "2025-03-31T12:00:00Z";

    private final ReadModel model = ReadModel.inMemory();
    private Instant wallClock = Instant.parse(NOW);
    private final FeedRetention retention = new FeedRetention(model, PURCHASES, EVENTS, () -> wallClock, false);

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldDeletePurchasesAndEventsAfterTheirOwnTime() throws Exception {
        // Given
        buy("2025-03-21T11:59:59.999Z", "2025-03-21T12:00:00Z");
        move("2025-03-11T11:59:59.999Z", "2025-03-11T12:00:00Z");
        isUpToDate();

        // When
        retention.apply();

        // Then
        assertThat(purchases()).containsExactly("2025-03-21 12:00:00");
        assertThat(moves()).containsExactly("2025-03-11 12:00:00");
    }

    @Test
    void shouldDeleteOnceADay() throws Exception {
        // Given
        isUpToDate();
        retention.apply();
        buy("2025-03-01T00:00:00Z");

        // When, Then
        wallClock = wallClock.plus(Duration.ofDays(1)).minusMillis(1);
        retention.apply();
        assertThat(purchases()).hasSize(1);
        wallClock = wallClock.plusMillis(1);
        retention.apply();
        assertThat(purchases()).isEmpty();
    }

    @Test
    void shouldWaitUntilTheTablesFollowTheTopics() throws Exception {
        // Given
        buy("2025-03-01T00:00:00Z");

        // When, Then
        retention.apply();
        assertThat(purchases()).hasSize(1);
        model.setFreshness(new TableFreshness(0, 1));
        retention.apply();
        assertThat(purchases()).hasSize(1);
        isUpToDate();
        retention.apply();
        assertThat(purchases()).isEmpty();
    }

    @Test
    void shouldGoByTheLastTickInEventTime() throws Exception {
        // Given
        FeedRetention ticking = new FeedRetention(model, PURCHASES, EVENTS, () -> wallClock, true);
        buy("2024-12-20T23:59:59Z", "2024-12-21T00:00:00Z");
        tick("2024-12-31T00:00:00Z");
        isUpToDate();

        // When
        ticking.apply();

        // Then
        assertThat(purchases()).containsExactly("2024-12-21 00:00:00");
    }

    @Test
    void shouldGoByTheWallClockInEventTimeBeforeTheFirstTick() throws Exception {
        // Given
        FeedRetention ticking = new FeedRetention(model, PURCHASES, EVENTS, () -> wallClock, true);
        buy("2025-03-01T00:00:00Z", "2025-03-30T00:00:00Z");
        isUpToDate();

        // When
        ticking.apply();

        // Then
        assertThat(purchases()).containsExactly("2025-03-30 00:00:00");
    }

    @Test
    void shouldKeepPurchasesAsLongAsTheHorizonAfterTheWindow() throws Exception {
        // Given
        Settings settings = new Settings(Configuration.load(
                Map.of(
                        "rfm.window",
                        "P30D",
                        "model.return.horizon",
                        "P20D",
                        "insights.retention",
                        "P60D",
                        "rfm.clock",
                        "event"),
                Map.of(),
                null));
        buy("2024-11-10T23:59:59Z", "2024-11-11T00:00:00Z");
        move("2024-10-31T23:59:59Z", "2024-11-01T00:00:00Z");
        tick("2024-12-31T00:00:00Z");
        isUpToDate();

        // When
        FeedRetention.of(settings, model).apply();

        // Then
        assertThat(purchases()).containsExactly("2024-11-11 00:00:00");
        assertThat(moves()).containsExactly("2024-11-01 00:00:00");
    }

    private void isUpToDate() {
        model.setFreshness(new TableFreshness(0, 0));
    }

    private void buy(String... times) {
        Batch batch = new Batch();
        for (String time : times) {
            batch.addEvent(
                    "anna", new Purchase("order at " + time, Money.of("1"), Timestamps.parse(time)), Long.MIN_VALUE);
        }
        model.write(batch);
    }

    private void move(String... times) throws IOException {
        Batch batch = new Batch();
        for (String time : times) {
            String change = """
                    {"eventId":"%2$s","customerId":"anna","occurredAt":"%1$s","sequence":1,"reason":"TIME",
                    "direction":"DOWN","from":{"id":"champions"},"to":{"id":"lost"},
                    "rfm":{"recencyDays":9,"frequency":1,"monetary":1}}""";
            batch.add(
                    TopicRole.CHANGES,
                    "anna",
                    change.formatted(time, UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        }
        model.write(batch);
    }

    private void tick(String time) throws IOException {
        Batch batch = new Batch();
        batch.add(TopicRole.CLOCK, null, TickJson.encode(Timestamps.parse(time)));
        model.write(batch);
    }

    private List<String> purchases() throws SQLException {
        return times("SELECT CAST(occurred_at AS VARCHAR) FROM purchases ORDER BY 1");
    }

    private List<String> moves() throws SQLException {
        return times("SELECT CAST(occurred_at AS VARCHAR) FROM changes ORDER BY 1");
    }

    private List<String> times(String sql) throws SQLException {
        try (Connection connection = model.read();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> times = new ArrayList<>();
            while (rows.next()) {
                times.add(rows.getString(1));
            }
            return times;
        }
    }
}
