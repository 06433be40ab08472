package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.ClockReader.ClockReading;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock that commands detect from the topics. */
@Timeout(60)
class ClockReaderIT {

    private static final EmbeddedTestBroker BROKER = new EmbeddedTestBroker();
    private static final String WALL = "2026-03-01T12:00:00Z";

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void shouldUseTheWallClockWithoutTicks() {
        // Given
        Settings settings = topics("quiet");

        // When
        Optional<ClockReading> time = read(settings);

        // Then
        assertThat(time).contains(reading(WALL, "the wall clock (no ticks on quiet.rfm-clock)", null));
    }

    @Test
    void shouldUseTheHighestOfTheLastTicks() {
        // Given
        Settings settings = topics("ticking");
        tick(settings, "2024-12-30T00:00:00Z", "2024-12-31T00:00:00Z", "2024-12-01T00:00:00Z", "2999-01-01T00:00:00Z");

        // When
        Optional<ClockReading> time = read(settings);

        // Then
        assertThat(time)
                .contains(reading("2024-12-31T00:00:00Z", "the last tick on ticking.rfm-clock (event time)", null));
    }

    @Test
    void shouldPreferTheConfiguredClock() {
        // Given
        topics("quiet-2");
        tick(topics("ticking-2"), "2024-12-31T00:00:00Z");

        // When
        Optional<ClockReading> live = read(settings("ticking-2", "live"));
        Optional<ClockReading> event = read(settings("ticking-2", "event"));
        Optional<ClockReading> eventWithoutTicks = read(settings("quiet-2", "event"));

        // Then
        assertThat(live).contains(reading(WALL, "the wall clock (rfm.clock=live)", null));
        assertThat(event)
                .contains(reading(
                        "2024-12-31T00:00:00Z", "the last tick on ticking-2.rfm-clock (rfm.clock=event)", null));
        assertThat(eventWithoutTicks).isEmpty();
    }

    @Test
    void shouldUseTheWallClockWithoutAClockTopic() {
        // When
        Optional<ClockReading> time = read(settings("missing", null));

        // Then
        assertThat(time).contains(reading(WALL, "the wall clock (no ticks on missing.rfm-clock)", null));
        assertThatThrownBy(() -> read(settings("missing", "event")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic missing.rfm-clock is missing; `topics --create` creates it");
    }

    @Test
    void shouldWarnIfPurchasesAreMuchLaterThanTheLastTick() {
        // Given
        Settings settings = topics("stale");
        tick(settings, "2024-12-31T00:00:00Z");
        buy(settings, "2025-01-01T00:00:00Z");

        // When
        Optional<ClockReading> before = read(settings);
        buy(settings, "2026-02-28T00:00:00Z");
        buy(settings, "2999-01-01T00:00:00Z");
        Optional<ClockReading> after = read(settings);

        // Then
        String source = "the last tick on stale.rfm-clock (event time)";
        assertThat(before).contains(reading("2024-12-31T00:00:00Z", source, null));
        assertThat(after)
                .contains(
                        reading(
                                "2024-12-31T00:00:00Z",
                                source,
                                "the last purchase is dated 2026-02-28T00:00:00Z, long after the last tick;"
                                        + " if the processors run with rfm.clock=live, set rfm.clock=live for this command too"));
    }

    private static ClockReading reading(String time, String source, @Nullable String warning) {
        return new ClockReading(Timestamps.parse(time), !time.equals(WALL), source, warning);
    }

    private static Optional<ClockReading> read(Settings settings) {
        return new ClockReader(settings, InstantSource.fixed(Instant.parse(WALL))).read();
    }

    private static Settings topics(String prefix) {
        Settings settings = settings(prefix, null);
        try (Admin admin = settings.kafka().admin()) {
            new TopicAdmin(admin, settings.topics()).createMissing(2, (short) 1);
        }
        return settings;
    }

    private static Settings settings(String prefix, @Nullable String clock) {
        Map<String, String> overrides = new HashMap<>(
                Map.of("kafka.bootstrap.servers", BROKER.bootstrapServers(), "topics.prefix", prefix + "."));
        if (clock != null) {
            overrides.put("rfm.clock", clock);
        }
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }

    private static void tick(Settings settings, String... times) {
        for (String time : times) {
            new ClockTopic(settings).tick(Timestamps.parse(time));
        }
    }

    private static void buy(Settings settings, String time) {
        byte[] purchase = PurchaseJson.encode("c", new Purchase("o", Money.of("1"), Timestamps.parse(time)), null);
        try (Producer<String, byte[]> producer = settings.kafka().producer()) {
            KafkaFutures.await(
                    producer.send(new ProducerRecord<>(settings.topics().of(TopicRole.PURCHASES), "c", purchase)),
                    "send a purchase");
        }
    }
}
