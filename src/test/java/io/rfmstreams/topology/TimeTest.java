package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The effect of time on customers. */
class TimeTest {

    private static final Duration ONE_POLL = Duration.ofMillis(520);

    /** The lateness of the timer of c3 on 1 February. It was due halfway between its purchase on 3 January and its move. */
    private static final Duration C3_LATENESS =
            Duration.between(Instant.parse("2025-01-13T22:00:00Z"), Instant.parse("2025-02-01T00:00:00Z"));

    private static final SegmentationModel MODEL = TestModels.byRecency(1, 20, 70);

    @Test
    void shouldMoveAnInactiveCustomerAtTheForecastTimes() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00.500Z");

            // When
            topology.tick("2025-06-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes)
                    .extracting(TimeTest::brief)
                    .containsExactly(
                            "FIRST_PURCHASE fresh 2025-01-01T10:00:00.500Z",
                            "TIME cool 2025-01-22T10:00:00.500Z",
                            "TIME cold 2025-03-13T10:00:00.500Z");
            assertThat(changes)
                    .extracting(change -> change.path("nextChange").path("at").asText(null))
                    .containsExactly(
                            "2025-01-22T10:00:00.500Z", "2025-03-13T10:00:00.500Z", "2026-01-01T10:00:00.500Z");
            assertThat(changes.get(1).path("direction").asText()).isEqualTo("DOWN");
            assertThat(changes.get(1).path("rfm").path("recencyDays").asInt()).isEqualTo(21);
            assertThat(sum(changes.get(1).path("explanation"))).isEqualTo(21 * 21 - 19 * 19);
        }
    }

    @Test
    void shouldNotMoveACustomerBeforeItsTime() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();

            // When
            topology.tick("2025-01-22T09:59:59.999Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes()).isEmpty();
            topology.tick("2025-01-22T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(topology.changes()).hasSize(1);
        }
    }

    @Test
    void shouldApplyTimeBeforeAPurchaseOfTheSameTime() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();

            // When
            topology.buy("ann", "2", "10", "2025-01-22T10:00:00Z");

            // Then
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly("TIME cool 2025-01-22T10:00:00Z", "PURCHASE fresh 2025-01-22T10:00:00Z");
            assertThat(topology.entries()).isEqualTo(1);
        }
    }

    @Test
    void shouldMoveACustomerWithoutOrdersToInactiveAndBack() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2023-01-01T10:00:00Z");
            topology.tick("2024-02-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // When
            topology.buy("ann", "2", "10", "2024-02-01T10:00:00Z");

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes)
                    .extracting(TimeTest::brief)
                    .containsExactly(
                            "FIRST_PURCHASE fresh 2023-01-01T10:00:00Z",
                            "TIME cool 2023-01-22T10:00:00Z",
                            "TIME cold 2023-03-13T10:00:00Z",
                            "TIME inactive 2024-01-01T10:00:00Z",
                            "PURCHASE fresh 2024-02-01T10:00:00Z");
            assertThat(changes)
                    .extracting(change -> change.path("direction").asText())
                    .containsExactly("NEW", "DOWN", "DOWN", "DOWN", "UP");
            JsonNode inactive = changes.get(3);
            assertThat(inactive.path("to").path("rank").isNull()).isTrue();
            assertThat(inactive.path("explanation")).isEmpty();
            assertThat(inactive.path("nextChange").isNull()).isTrue();
        }
    }

    @Test
    void shouldBeInactiveWithoutAModel() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When the whole order is refunded
            topology.refund("ann", "r", "1", "10", "2025-01-02T10:00:00Z");

            // Then
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly(
                            "FIRST_PURCHASE unassigned 2025-01-01T10:00:00Z", "REFUND inactive 2025-01-02T10:00:00Z");
        }
    }

    @Test
    void shouldNotAdvanceTheClockByADuplicate() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();

            // When
            topology.buy("ann", "1", "10", "2025-01-25T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.count(Counter.DUPLICATES)).isEqualTo(1);
            assertThat(topology.changes()).isEmpty();
        }
    }

    @Test
    void shouldWriteAProfileWhenABucketExpiresWithoutAMove() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2024-01-01T10:00:00Z");
            topology.buy("ann", "2", "5", "2024-12-30T10:00:00Z");
            topology.profiles();

            // When
            topology.tick("2024-12-31T11:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then 2024 has 366 days
            JsonNode profile = topology.profiles().get(0);
            assertThat(profile.path("rfm").path("frequency").asInt()).isEqualTo(1);
            assertThat(profile.path("updatedAt").asText()).isEqualTo("2024-12-31T10:00:00Z");
            topology.tick("2025-12-30T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(topology.profiles())
                    .last()
                    .satisfies(last -> assertThat(last.path("rfm").toString())
                            .isEqualTo("{\"recencyDays\":365,\"frequency\":0,\"monetary\":0}"))
                    .satisfies(
                            last -> assertThat(last.path("nextChange").isNull()).isTrue());
        }
    }

    @Test
    void shouldRescheduleATimerThatIsTooEarly() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given a timer for 11 January, when an alert is due
            settleUnder(MODEL, topology);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2025-01-10T10:00:00Z");
            assertThat(topology.count(Counter.TIMERS_SET)).isEqualTo(1);

            // When
            topology.tick("2025-01-20T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(topology.count(Counter.TIMERS_EARLY)).isEqualTo(1);
            topology.tick("2025-01-31T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly("FIRST_PURCHASE fresh 2025-01-01T10:00:00Z", "TIME cool 2025-01-31T10:00:00Z");
        }
    }

    @Test
    void shouldEndColdStartAndKeepUnassignedWithoutAModel() {
        try (TopologyFixture topology = new TopologyFixture(rules(
                ClockMode.EVENT,
                Window.ofDays(365),
                new ColdStart(2, Duration.ofDays(30).toMillis())))) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-02-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            topology.activate(MODEL);
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly(
                            "FIRST_PURCHASE new 2025-01-01T10:00:00Z",
                            "TIME unassigned 2025-01-31T10:00:00Z",
                            "MODEL cool 2025-02-01T00:00:00Z");
        }
    }

    @Test
    void shouldMakeEachMoveByTheModelThatWasActive() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given a customer whose timer fires long after the model was activated
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-01-22T10:00:00Z");

            // When
            topology.activate(TestModels.byRecency(2, 25, 60));
            topology.tick("2025-01-23T00:00:00Z");
            topology.tick("2025-04-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly(
                            "FIRST_PURCHASE fresh 2025-01-01T10:00:00Z",
                            "TIME cool 2025-01-22T10:00:00Z",
                            "MODEL fresh 2025-01-22T10:00:00Z",
                            "TIME cool 2025-01-27T10:00:00Z",
                            "TIME cold 2025-03-03T10:00:00Z");
        }
    }

    @Test
    void shouldAdvanceACustomerToNowBeforeItIsErased() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-02-01T00:00:00Z");

            // When
            topology.send("ann".getBytes(UTF_8), null);

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("reason").asText())
                    .containsExactly("FIRST_PURCHASE", "TIME", "ERASED");
            assertThat(topology.customer("ann")).isEmpty();
            assertThat(topology.entries()).isZero();
            List<TestRecord<String, byte[]>> profiles = topology.read(TopicRole.PROFILES);
            assertThat(profiles.get(profiles.size() - 1).value()).isNull();
            topology.buy("ann", "1", "10", "2025-02-02T10:00:00Z");
            assertThat(topology.changes())
                    .extracting(TimeTest::brief)
                    .containsExactly("FIRST_PURCHASE fresh 2025-02-02T10:00:00Z");
        }
    }

    @Test
    void shouldFireTimersInSlicesInTheOrderOfTime() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given slices of two
            settleUnder(MODEL, topology);
            for (int i = 1; i <= 5; i++) {
                topology.buy("c" + i, "1", "10", "2025-01-0" + (6 - i) + "T10:00:00Z");
            }
            topology.changes();
            topology.tick("2025-02-01T00:00:00Z");

            // When
            topology.advanceWallClock(Duration.ofMillis(480));

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("customerId").asText())
                    .containsExactly("c5", "c4");
            assertThat(topology.progress().areTimersDone()).isFalse();
            assertThat(topology.backlog()).isEqualTo(new TimerBacklog(3, C3_LATENESS));
            topology.advanceWallClock(Duration.ofMillis(60));
            assertThat(topology.changes()).hasSize(3);
            assertThat(topology.progress().areTimersDone()).isTrue();
            assertThat(topology.backlog()).isEqualTo(TimerBacklog.NONE);
        }
    }

    @Test
    void shouldNotBeDoneBeforeAllTimersOfOneTimeHaveFired() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given slices of two
            settleUnder(MODEL, topology);
            for (int i = 1; i <= 5; i++) {
                topology.buy("c" + i, "1", "10", "2025-01-01T00:00:00Z");
            }
            topology.tick("2025-01-21T00:00:00Z");
            topology.advanceUntilIdle();
            topology.changes();
            topology.tick("2025-01-22T00:00:00Z");

            // When
            List<JsonNode> changes = List.of();
            for (int slices = 0; slices < 100 && changes.isEmpty(); slices++) {
                topology.advanceWallClock(Duration.ofMillis(20));
                changes = topology.changes();
            }

            // Then
            assertThat(changes).hasSize(2);
            assertThat(topology.progress().areTimersDone()).isFalse();
            assertThat(topology.backlog()).isEqualTo(new TimerBacklog(3, Duration.ZERO));
            topology.advanceUntilIdle();
            assertThat(topology.changes()).hasSize(3);
        }
    }

    @Test
    void shouldFireNoTimersOnceACustomerIsSettled() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            settleUnder(MODEL, topology);
            topology.buy("ann", "1", "10", "2023-01-01T10:00:00Z");

            // When
            topology.tick("2025-06-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.entries()).isZero();
            assertThat(topology.count(Counter.TIMERS_FIRED)).isEqualTo(1);
        }
    }

    /** Completes the reassignment without customers, so that only timers have an effect. */
    private static void settleUnder(SegmentationModel model, TopologyFixture topology) {
        topology.activate(model);
        topology.tick("2022-12-31T00:00:00Z");
        topology.advanceWallClock(ONE_POLL);
    }

    private static String brief(JsonNode change) {
        return change.path("reason").asText() + " "
                + change.path("to").path("id").asText() + " "
                + change.path("occurredAt").asText();
    }

    private static double sum(JsonNode explanation) {
        double sum = 0;
        for (JsonNode part : explanation) {
            sum += part.path("contribution").asDouble();
        }
        return sum;
    }
}
