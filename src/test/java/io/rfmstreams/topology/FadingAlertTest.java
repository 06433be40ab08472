package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FADING alerts with a threshold of 0.5. The segments of ranks 1 and 2 are watched. */
class FadingAlertTest {

    private static final Duration ONE_POLL = Duration.ofMillis(520);
    private static final double SCALE = 10.3;

    /** Below the threshold from day 20 on with one order, from day 30 on with two, from day 41 on with three. */
    private static final SegmentationModel MODEL = model(1, SCALE);

    /** Returns a model with the odds scale × (1 + frequency) / (1 + recency). A fresh customer becomes cool on day 61. */
    private static SegmentationModel model(int version, double scale) {
        return TestModels.byRecency(version, 60, 200).withReturnModel(returns(scale));
    }

    private static ReturnModel returns(double scale) {
        return new ReturnModel(Duration.ofDays(90).toMillis(), Math.log(scale), -1, 1, 0, null);
    }

    @Test
    void shouldRaiseFadingAtTheFirstMomentBelowTheThreshold() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10.5", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-01-22T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            JsonNode alert = topology.alerts().get(0);
            assertThat(brief(alert)).isEqualTo("fresh fresh 2025-01-21T10:00:00Z");
            assertThat(alert.path("expectedAt")).isEqualTo(alert.path("raisedAt"));
            assertThat(alert.path("best").path("id").asText()).isEqualTo("fresh");
            assertThat(alert.path("rfm").path("recencyDays").asInt()).isEqualTo(20);
            double probability = 1 / (1 + 21 / (2 * SCALE));
            assertThat(alert.path("returnProbability").asDouble()).isCloseTo(probability, within(1e-12));
            assertThat(alert.path("monetaryAtStake").asDouble()).isEqualTo(10.5);
            assertThat(alert.path("valueAtRisk").asDouble()).isCloseTo(10.5 * (1 - probability), within(5e-5));
            assertThat(alert.path("late").asBoolean()).isFalse();
            assertThat(alert.path("action").asText()).isEqualTo("Look after fresh");
            assertThat(alert.path("forecast").path(0).path("segment").asText()).isEqualTo("cool");
        }
    }

    @Test
    void shouldContainTheReturnProbabilityInChangesAndOtherAlerts() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-03-04T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("returnProbability").asDouble())
                    .usingElementComparator(FadingAlertTest::compareRounded)
                    .containsExactly(1 / (1 + 1 / (2 * SCALE)), 1 / (1 + 62 / (2 * SCALE)));
            assertThat(topology.alerts())
                    .extracting(alert -> alert.path("kind").asText() + " "
                            + Math.round(1000 * alert.path("returnProbability").asDouble()))
                    .containsExactly("FADING 495", "SLIPPING 300", "SLIPPED 249");
            assertThat(topology.count(Counter.ALERTS_FADING)).isEqualTo(1);
        }
    }

    @Test
    void shouldHaveNoReturnProbabilityInInactive() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.refund("ann", "r", "1", "10", "2025-01-02T10:00:00Z");

            // Then
            assertThat(topology.changes().get(1).get("returnProbability").isNull())
                    .isTrue();
            JsonNode slipped = topology.alerts().get(0);
            assertThat(slipped.get("returnProbability").isNull()).isTrue();
            assertThat(slipped.get("valueAtRisk").isNull()).isTrue();
        }
    }

    @Test
    void shouldRaiseFadingOncePerSilence() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-01-22T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(fadings(topology)).hasSize(1);

            // When an earlier order raises the probability until day 30, and a purchase ends the silence
            topology.buy("ann", "2", "10", "2024-12-30T10:00:00Z");
            topology.tick("2025-02-20T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(fadings(topology)).isEmpty();
            topology.buy("ann", "3", "10", "2025-02-20T10:00:00Z");
            topology.tick("2025-04-10T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(fadings(topology)).containsExactly("fresh fresh 2025-04-02T10:00:00Z");
        }
    }

    @Test
    void shouldRaiseFadingForARefundAndForALatePurchase() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2025-01-02T10:00:00Z");
            topology.tick("2025-01-28T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(fadings(topology)).isEmpty();

            // When one order is left, on day 25, and when an order arrives on day 22
            topology.refund("ann", "r", "1", "10", "2025-01-28T00:00:00Z");
            topology.buy("bob", "1", "10", "2025-01-05T10:00:00Z");

            // Then
            assertThat(fadings(topology))
                    .containsExactly("fresh fresh 2025-01-28T00:00:00Z", "fresh fresh 2025-01-28T00:00:00Z");
        }
    }

    @Test
    void shouldRaiseNoAlertForADueMomentThatAModelPutsInThePast() {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(model(1, 2 * SCALE));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-01-25T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // When
            topology.activate(model(2, SCALE));
            topology.advanceWallClock(ONE_POLL);
            topology.tick("2025-01-28T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(fadings(topology)).isEmpty();
            topology.activate(model(3, 1.5 * SCALE));
            topology.tick("2025-02-10T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(fadings(topology)).containsExactly("fresh fresh 2025-01-31T10:00:00Z");
        }
    }

    private static Stream<SegmentationModel> modelsWithoutAlert() {
        SegmentationModel belowAtThePurchase = model(1, 0.4);
        SegmentationModel withoutProbability = TestModels.byRecency(1, 60, 200);
        SegmentationModel notWatched = TestModels.byRecency(1, 60, 200, 3, 4, 5).withReturnModel(returns(SCALE));
        return Stream.of(belowAtThePurchase, withoutProbability, notWatched);
    }

    @ParameterizedTest
    @MethodSource("modelsWithoutAlert")
    void shouldRaiseNoFading(SegmentationModel model) {
        try (TopologyFixture topology = new TopologyFixture(TopologyFixture.rules())) {
            // Given
            topology.activate(model);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2026-01-02T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes()).hasSize(4);
            assertThat(fadings(topology)).isEmpty();
        }
    }

    private static int compareRounded(double a, double b) {
        return Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b);
    }

    private static List<String> fadings(TopologyFixture topology) {
        return topology.alerts().stream()
                .filter(alert -> alert.path("kind").asText().equals("FADING"))
                .map(FadingAlertTest::brief)
                .toList();
    }

    private static String brief(JsonNode alert) {
        return alert.path("from").path("id").asText() + " "
                + alert.path("to").path("id").asText() + " "
                + alert.path("raisedAt").asText();
    }
}
