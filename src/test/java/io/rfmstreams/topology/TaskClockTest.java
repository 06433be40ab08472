package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TaskClockTest {

    private static final Duration LOOK = Duration.ofMillis(520);

    /** A broker whose answers the test controls. */
    private static final class FakeProbe implements InputOffsets {

        private CompletableFuture<Long> end = new CompletableFuture<>();
        private long committed;

        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            assertThat(partition).isEqualTo(new TopicPartition("purchases", 0));
            return end;
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(committed);
        }
    }

    @Test
    void shouldAdvanceOnlyByEventsAndTicksInEventTime() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.buy("ann", "1", "10", "2025-01-05T10:00:00Z");
            topology.buy("bob", "1", "10", "2025-01-01T10:00:00Z");
            topology.tick("2025-01-04T00:00:00Z");
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-05T10:00:00Z"));
            topology.tick("2025-01-06T00:00:00Z");

            // Then
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-06T00:00:00Z"));
            assertThat(topology.changes().get(1).path("occurredAt").asText()).isEqualTo("2025-01-05T10:00:00Z");
        }
    }

    @Test
    void shouldHoldATickUntilItsPurchaseIsProcessed() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.tickAfter("2025-01-02T00:00:00Z", 1);

            // Then
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-01T10:00:00Z"));
            assertThat(topology.progress().heldTicks()).hasSize(1);
            topology.buy("bob", "1", "10", "2025-01-01T12:00:00Z");
            assertThat(topology.changes().get(1).path("occurredAt").asText()).isEqualTo("2025-01-01T12:00:00Z");
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-02T00:00:00Z"));
            assertThat(topology.progress().heldTicks()).isEmpty();
        }
    }

    @Test
    void shouldReleaseAHeldTickAfterADeadLetter() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.tickAfter("2025-01-02T00:00:00Z", 0);
            topology.send(null, new byte[0]);

            // Then
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-02T00:00:00Z"));
        }
    }

    @Test
    void shouldReleaseATickWhosePurchaseDoesNotExist() {
        // Given
        FakeProbe inputOffsets = new FakeProbe();
        try (TopologyFixture topology = new TopologyFixture(rules(), inputOffsets)) {
            topology.tickAfter("2025-01-02T00:00:00Z", 7);
            topology.advanceWallClock(LOOK);
            assertThat(topology.progress().heldTicks()).hasSize(1);

            // When
            inputOffsets.end.complete(7L);
            topology.advanceWallClock(LOOK);
            topology.tick("2025-01-01T00:00:00Z");

            // Then
            assertThat(topology.progress().heldTicks()).isEmpty();
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-02T00:00:00Z"));
        }
    }

    @Test
    void shouldReplayHistoryInEventTimeAndThenFollowTheWallClock() {
        // Given
        FakeProbe inputOffsets = new FakeProbe();
        try (TopologyFixture topology = new TopologyFixture(live(), inputOffsets)) {
            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.advanceWallClock(LOOK);
            topology.buy("bob", "1", "10", "2025-01-02T10:00:00Z");
            inputOffsets.end.complete(3L);
            topology.buy("cid", "1", "10", "2025-01-03T10:00:00Z");
            topology.buy("dan", "1", "10", "2025-01-04T10:00:00Z");

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("occurredAt").asText())
                    .containsExactly(
                            "2025-01-01T10:00:00Z",
                            "2025-01-02T10:00:00Z",
                            "2025-01-03T10:00:00Z",
                            "2026-01-01T00:00:00.520Z");
        }
    }

    @Test
    void shouldNotFollowTheWallClockBeforeTheBrokerHasAnswered() {
        // Given
        FakeProbe inputOffsets = new FakeProbe();
        inputOffsets.end.completeExceptionally(new IllegalStateException("the broker is away"));
        try (TopologyFixture topology = new TopologyFixture(live(), inputOffsets)) {
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.advanceWallClock(LOOK.multipliedBy(4));
            topology.buy("bob", "1", "10", "2025-01-02T10:00:00Z");
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-02T10:00:00Z"));

            // When
            inputOffsets.end = CompletableFuture.completedFuture(2L);
            topology.advanceWallClock(LOOK.multipliedBy(4));
            topology.buy("cid", "1", "10", "2025-01-02T11:00:00Z");

            // Then
            assertThat(topology.progress().now()).isGreaterThan(TopologyFixture.WALL.toEpochMilli());
        }
    }

    @Test
    void shouldCompleteTheBackfillByTheCommittedOffset() {
        // Given
        FakeProbe inputOffsets = new FakeProbe();
        inputOffsets.end.complete(10L);
        try (TopologyFixture topology = new TopologyFixture(live(), inputOffsets)) {
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.advanceWallClock(LOOK.multipliedBy(2));
            topology.buy("bob", "1", "10", "2025-01-02T10:00:00Z");
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-02T10:00:00Z"));

            // When
            inputOffsets.committed = 10;
            topology.advanceWallClock(LOOK.multipliedBy(2));
            topology.buy("cid", "1", "10", "2025-01-03T10:00:00Z");

            // Then
            assertThat(topology.progress().now()).isGreaterThan(TopologyFixture.WALL.toEpochMilli());
        }
    }

    private static ProcessorRules live() {
        return rules(ClockMode.LIVE, Window.ofDays(365), new ColdStart(1, 0));
    }
}
