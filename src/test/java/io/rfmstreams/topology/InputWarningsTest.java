package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputWarningsTest {

    private static final ProcessorRules ANY_CURRENCY = rules(ClockMode.EVENT, null);

    @Test
    void shouldWarnOfASecondCurrencyOncePerMinute() {
        try (TopologyFixture topology = new TopologyFixture(ANY_CURRENCY)) {
            // Given
            buy(topology, "1", null);
            buy(topology, "2", "EUR");
            buy(topology, "3", "EUR");
            buy(topology, "4", null);

            // When
            for (int i = 0; i < 50; i++) {
                buy(topology, "usd-" + i, "USD");
            }
            topology.advanceLogClock(Duration.ofMinutes(1));
            topology.advanceWallClock(Duration.ofSeconds(1));

            // Then
            assertThat(topology.progress().currency()).isEqualTo("EUR");
            assertThat(topology.count(Counter.OTHER_CURRENCY)).isEqualTo(50);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(54);
            assertThat(topology.warnings()).hasSize(2);
            assertThat(topology.warnings().get(0))
                    .startsWith("Second currency: the record at offset 4 of partition 0 has a currency other");
            assertThat(topology.warnings().get(1)).isEqualTo("Second currency: 49 more since the last such line");
        }
    }

    @Test
    void shouldTruncateALongCurrency() {
        try (TopologyFixture topology = new TopologyFixture(ANY_CURRENCY)) {
            // When
            buy(topology, "1", "E".repeat(10_000));
            buy(topology, "2", "E".repeat(10_000));

            // Then
            assertThat(topology.progress().currency()).isEqualTo("E".repeat(16));
            assertThat(topology.count(Counter.OTHER_CURRENCY)).isZero();
        }
    }

    @Test
    void shouldIgnoreTheCurrencyOfADeadLetter() {
        try (TopologyFixture topology = new TopologyFixture(ANY_CURRENCY)) {
            // When
            topology.send(
                    "ann".getBytes(UTF_8),
                    PurchaseJson.encode("bob", new Purchase("1", Money.of("10"), at("2025-01-01T10:00:00Z")), "USD"));
            buy(topology, "2", "EUR");

            // Then
            assertThat(topology.count(Counter.DEAD_LETTERS_KEY_MISMATCH)).isEqualTo(1);
            assertThat(topology.progress().currency()).isEqualTo("EUR");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "null", "none", "None", "undefined", "0", "guest", "EMPTY"})
    void shouldWarnOfPlaceholderIds(String placeholder) {
        try (TopologyFixture topology = new TopologyFixture(ANY_CURRENCY)) {
            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy(placeholder, "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("bob", placeholder, "10", "2025-01-01T10:00:00Z");

            // Then
            assertThat(topology.warnings())
                    .containsExactly(
                            "Placeholder as customer id: the record at offset 1 of partition 0 has the customer id \""
                                    + placeholder + "\", which is probably a placeholder",
                            "Placeholder as order id: the record at offset 2 of partition 0 has the order id \""
                                    + placeholder + "\", which is probably a placeholder");
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(3);
        }
    }

    @Test
    void shouldWarnIfARecordAdvancesTheClockByMoreThanThirtyDays() {
        try (TopologyFixture topology = new TopologyFixture(ANY_CURRENCY)) {
            // Given
            topology.buy("ann", "first", "10", "2024-01-01T10:00:00Z");
            topology.buy("ann", "thirty days", "10", "2024-01-31T10:00:00Z");
            topology.buy("ann", "late", "10", "2023-01-31T10:00:00Z");

            // When
            topology.buy("ann", "more", "10", "2024-03-01T10:00:00.001Z");
            topology.buy("ann", "more", "10", "2025-03-01T10:00:00.001Z");
            topology.advanceLogClock(Duration.ofMinutes(1));
            topology.tick("2024-12-01T00:00:00Z");

            // Then
            assertThat(topology.warnings())
                    .filteredOn(line -> !line.startsWith("Conflicting duplicate"))
                    .containsExactly(
                            "Clock jump: the record at offset 3 of partition 0 advanced the clock by 30 days, to"
                                    + " 2024-03-01T10:00:00.001Z",
                            "Clock jump: a tick of partition 0 advanced the clock by 274 days, to 2024-12-01T00:00:00Z");
        }
    }

    @Test
    void shouldNotWarnIfTheWallClockAdvances() {
        try (TopologyFixture topology = new TopologyFixture(rules(ClockMode.LIVE, null))) {
            // Given
            topology.buy("ann", "1", "10", "2025-12-31T10:00:00Z");
            topology.advanceWallClock(Duration.ofSeconds(1));
            long before = topology.progress().now();

            // When
            topology.advanceWallClockInOneStep(Duration.ofDays(40));
            topology.buy("ann", "2", "10", "2026-01-01T10:00:00Z");

            // Then
            assertThat(topology.progress().now())
                    .isGreaterThan(before + Duration.ofDays(39).toMillis());
            assertThat(topology.warnings()).isEmpty();
        }
    }

    private static void buy(TopologyFixture topology, String orderId, @Nullable String currency) {
        topology.send(
                "ann".getBytes(UTF_8),
                PurchaseJson.encode(
                        "ann", new Purchase(orderId, Money.of("10"), at("2025-01-01T10:00:00Z")), currency));
    }

    private static ProcessorRules rules(ClockMode clock, @Nullable String currency) {
        ProcessorRules rules = TopologyFixture.rules(clock, Window.ofDays(365), new ColdStart(1, 0));
        return new ProcessorRules(
                rules.history(),
                rules.segments(),
                rules.churn(),
                rules.clock(),
                rules.dates(),
                currency,
                rules.reassignment(),
                rules.timers());
    }
}
