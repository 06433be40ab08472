package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.DataSets;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Compares the outputs of two years of history with the live clock and in event time. */
class BackfillTest {

    private static final Duration ONE_POLL = Duration.ofMillis(520);
    private static final Window YEAR = Window.ofDays(365);
    private static final List<SourceRecord> HISTORY = DataSets.lab().records().stream()
            .filter(source -> String.valueOf(source.customerId()).endsWith("7"))
            .toList();

    /** The time of the first answer of the broker. Models are activated after it. */
    private static final int ANSWERED = 200;

    /** A broker that is unavailable for the first requests. */
    private static final class LateProbe implements InputOffsets {

        private CompletableFuture<Long> end = CompletableFuture.failedFuture(new IllegalStateException("away"));

        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            return end;
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }
    }

    @Test
    void shouldReplayHistoryInEventTimeAndThenFollowTheWallClock() {
        // Given
        Map<String, List<String>> inEventTime = inEventTime();
        LateProbe inputOffsets = new LateProbe();
        try (TopologyFixture topology = new TopologyFixture(rules(ClockMode.LIVE), inputOffsets)) {
            topology.activate(TestModels.shoppers(1, YEAR, 0));

            // When the broker is unavailable at first, and its input ends with the history
            for (int i = 0; i < HISTORY.size(); i++) {
                SourceRecord.Event event = (SourceRecord.Event) HISTORY.get(i);
                topology.send(event.customerId(), event.event());
                if (i == ANSWERED) {
                    inputOffsets.end = CompletableFuture.completedFuture((long) HISTORY.size());
                }
                if (i % 100 == 0) {
                    topology.advanceWallClock(ONE_POLL.multipliedBy(3));
                    assertThat(topology.progress().now()).isEqualTo(event.time());
                }
            }
            topology.advanceWallClock(ONE_POLL);
            topology.advanceUntilIdle();

            // Then
            assertThat(byCustomer(topology)).isEqualTo(inEventTime);
            assertThat(topology.progress().now()).isGreaterThan(TopologyFixture.WALL.toEpochMilli());
        }
    }

    private static Map<String, List<String>> inEventTime() {
        try (TopologyFixture topology = new TopologyFixture(rules(ClockMode.EVENT))) {
            for (int i = 0; i < HISTORY.size(); i++) {
                SourceRecord.Event event = (SourceRecord.Event) HISTORY.get(i);
                topology.send(event.customerId(), event.event());
                if (i == ANSWERED) {
                    topology.activate(TestModels.shoppers(1, YEAR, 0));
                }
            }
            topology.tick(TopologyFixture.WALL.toString());
            topology.advanceUntilIdle();
            return byCustomer(topology);
        }
    }

    private static ProcessorRules rules(ClockMode clock) {
        SegmentRules segments =
                new SegmentRules(new ColdStart(2, Duration.ofDays(30).toMillis()), 0, DirectionRule.MONOTONE);
        return TopologyFixture.rules(clock, YEAR, segments, 500);
    }

    private static Map<String, List<String>> byCustomer(TopologyFixture topology) {
        Map<String, List<String>> values = new TreeMap<>();
        for (TopicRole role : List.of(TopicRole.CHANGES, TopicRole.ALERTS)) {
            for (TestRecord<String, byte[]> record : topology.read(role)) {
                values.computeIfAbsent(role + " " + record.key(), id -> new ArrayList<>())
                        .add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
