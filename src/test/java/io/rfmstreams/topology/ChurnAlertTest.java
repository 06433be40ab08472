package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Alerts with a horizon of fourteen days. The segments of ranks 1 and 2 are watched. */
class ChurnAlertTest {

    private static final Duration ONE_POLL = Duration.ofMillis(520);
    private static final SegmentationModel MODEL = TestModels.byRecency(1, 40, 150);

    @Test
    void shouldRaiseSlippingBeforeTheMoveAndSlippedAtTheMove() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-12-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly(
                            "SLIPPING fresh cool 2025-01-28T10:00:00Z 2025-02-11T10:00:00Z best fresh",
                            "SLIPPED fresh cool 2025-02-11T10:00:00Z 2025-02-11T10:00:00Z best fresh",
                            "SLIPPING cool cold 2025-05-18T10:00:00Z 2025-06-01T10:00:00Z best fresh",
                            "SLIPPED cool cold 2025-06-01T10:00:00Z 2025-06-01T10:00:00Z best fresh");
        }
    }

    @Test
    void shouldContainTheMonetaryAtStakeAndTheAction() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10.5", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-01-29T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            TestRecord<String, byte[]> record = topology.read(TopicRole.ALERTS).get(0);
            JsonNode alert = TopologyFixture.json(record.value());
            assertThat(alert.path("monetaryAtStake").asDouble()).isEqualTo(10.5);
            assertThat(alert.get("returnProbability").isNull()).isTrue();
            assertThat(alert.get("valueAtRisk").isNull()).isTrue();
            assertThat(alert.get("late").booleanValue()).isFalse();
            assertThat(alert.path("rfm").path("recencyDays").asInt()).isEqualTo(27);
            assertThat(alert.path("action").asText()).isEqualTo("Look after cool");
            assertThat(alert.path("modelVersion").asInt()).isEqualTo(1);
            assertThat(alert.path("forecast"))
                    .extracting(move -> move.path("segment").asText() + " "
                            + move.path("at").asText())
                    .containsExactly(
                            "cool 2025-02-11T10:00:00Z", "cold 2025-06-01T10:00:00Z", "inactive 2026-01-01T10:00:00Z");
            assertThat(header(record, "ce_id")).isEqualTo(alert.path("alertId").asText());
            assertThat(header(record, "ce_type")).isEqualTo("io.rfmstreams.churn-alert");
            assertThat(header(record, "ce_time")).isEqualTo("2025-01-28T10:00:00Z");
        }
    }

    @Test
    void shouldRaiseAlertsForAMoveToInactive() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given a customer that stays in the best segment until its only order leaves the window
            topology.activate(TestModels.byRecency(1, 400, 900));
            topology.buy("ann", "1", "10", "2024-01-01T10:00:00Z");
            topology.buy("bob", "1", "10", "2024-01-01T11:00:00Z");

            // When
            topology.refund("bob", "r", "1", "10", "2024-01-02T10:00:00Z");
            topology.tick("2024-12-31T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly(
                            "SLIPPED fresh inactive 2024-01-02T10:00:00Z 2024-01-02T10:00:00Z best fresh",
                            "SLIPPING fresh inactive 2024-12-17T10:00:00Z 2024-12-31T10:00:00Z best fresh",
                            "SLIPPED fresh inactive 2024-12-31T10:00:00Z 2024-12-31T10:00:00Z best fresh");
        }
    }

    @Test
    void shouldMarkAnAlertAsLateIfItsMoveIsDue() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given two customers with a SLIPPING alert due on 28 January and a move due on 11 February
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("bob", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-02-11T09:59:59.999Z");
            topology.buy("ann", "2", "10", "2025-02-11T09:59:59.999Z");

            // When
            topology.tick("2025-02-11T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts())
                    .extracting(alert -> alert.path("customerId").asText() + " "
                            + alert.path("kind").asText() + " "
                            + alert.path("raisedAt").asText() + " "
                            + alert.path("late").asText())
                    .containsExactly(
                            "ann SLIPPING 2025-01-28T10:00:00Z false",
                            "bob SLIPPING 2025-01-28T10:00:00Z true",
                            "bob SLIPPED 2025-02-11T10:00:00Z false");
        }
    }

    @Test
    void shouldRaiseNoAlertForAMoveUp() {
        ProcessorRules free = TopologyFixture.rules(
                ClockMode.EVENT, Window.ofDays(365), new SegmentRules(new ColdStart(1, 0), 0, DirectionRule.FREE), 2);
        try (TopologyFixture topology = new TopologyFixture(free)) {
            // Given a model that ranks inactive customers higher
            topology.activate(TestModels.byRecency(1, 40, 150, 3, 2, 1));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-06-02T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("direction").asText())
                    .containsExactly("NEW", "UP", "UP");
            assertThat(topology.alerts()).isEmpty();
        }
    }

    @Test
    void shouldRaiseSlippingHalfwayThroughAShortInactivity() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(TestModels.byRecency(1, 5, 200));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tick("2025-01-05T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly("SLIPPING fresh cool 2025-01-04T10:00:00Z 2025-01-07T10:00:00Z best fresh");
        }
    }

    @Test
    void shouldRaiseSlippingOncePerInactivity() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-02-01T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // When a refund does not end the inactivity, and a purchase does
            topology.refund("ann", "r1", "1", "1", "2025-02-02T00:00:00Z");
            topology.tick("2025-02-03T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(topology.alerts()).hasSize(1);
            topology.buy("ann", "2", "10", "2025-02-04T10:00:00Z");
            topology.tick("2025-03-10T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly("SLIPPING fresh cool 2025-03-03T10:00:00Z 2025-03-17T10:00:00Z best fresh");
        }
    }

    @Test
    void shouldRaiseAlertsForARefundAndForADueDateInThePast() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(TestModels.byRecency(1, 20, 50));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2025-01-12T10:00:00Z");
            assertThat(topology.alerts()).hasSize(1);

            // When the second order is undone, and the first one is 23 days old
            topology.tick("2025-01-24T00:00:00Z");
            topology.refund("ann", "r", "2", "10", "2025-01-24T11:00:00Z");

            // Then
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly(
                            "SLIPPING fresh cool 2025-01-22T22:00:00Z 2025-02-02T10:00:00Z best fresh",
                            "SLIPPED fresh cool 2025-01-24T11:00:00Z 2025-01-24T11:00:00Z best fresh");
        }
    }

    @Test
    void shouldRaiseNoAlertForAModelChange() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("bob", "1", "10", "2024-12-27T10:00:00Z");
            topology.tick("2025-01-21T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // When the alert of ann was due on the 12th, and bob has slipped
            topology.activate(TestModels.byRecency(2, 22, 150));
            topology.advanceWallClock(ONE_POLL);
            topology.tick("2025-01-23T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            assertThat(topology.alerts()).isEmpty();
            topology.tick("2025-01-24T10:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            assertThat(topology.alerts())
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly("SLIPPED fresh cool 2025-01-24T10:00:00Z 2025-01-24T10:00:00Z best fresh");
        }
    }

    @Test
    void shouldGiveAlertsOfOneInactivityAndOneSegmentDifferentIds() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given a customer that left a segment by inactivity and returned to it by another model
            topology.activate(MODEL);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-02-12T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);
            topology.activate(TestModels.byRecency(2, 60, 150));
            topology.advanceWallClock(ONE_POLL);

            // When
            topology.tick("2025-03-05T00:00:00Z");
            topology.advanceWallClock(ONE_POLL);

            // Then
            List<JsonNode> slipped = topology.alerts().stream()
                    .filter(alert -> alert.path("kind").asText().equals("SLIPPED"))
                    .toList();
            assertThat(slipped)
                    .extracting(ChurnAlertTest::brief)
                    .containsExactly(
                            "SLIPPED fresh cool 2025-02-11T10:00:00Z 2025-02-11T10:00:00Z best fresh",
                            "SLIPPED fresh cool 2025-03-03T10:00:00Z 2025-03-03T10:00:00Z best fresh");
            assertThat(slipped)
                    .extracting(alert -> alert.path("alertId").asText())
                    .doesNotHaveDuplicates();
        }
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String brief(JsonNode alert) {
        return String.join(
                " ",
                alert.path("kind").asText(),
                alert.path("from").path("id").asText(),
                alert.path("to").path("id").asText(),
                alert.path("raisedAt").asText(),
                alert.path("expectedAt").asText(),
                "best",
                alert.path("best").path("id").asText());
    }
}
