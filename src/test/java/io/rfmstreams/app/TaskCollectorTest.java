package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.rfmstreams.query.streams.ObservedInputs;
import io.rfmstreams.query.streams.TaskTime;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.Counts;
import io.rfmstreams.topology.InputOffsets;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCollectorTest {

    private static final long END = 10;
    private static final InputOffsets BROKER = new InputOffsets() {
        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(END);
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }
    };

    private static TaskRow task(long now, long purchasesOffset) {
        return new TaskRow(
                "P365D",
                true,
                now,
                purchasesOffset,
                List.of(),
                List.<Activation>of(),
                null,
                Long.MIN_VALUE,
                null,
                new Counts());
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE,9,5.0", // follows the wall clock, also while nothing comes
        "LIVE,8,1.0", // still in its history
        "EVENT,9,1.0"
    })
    void shouldReportTheClockOfATask(ClockMode mode, long purchasesOffset, double seconds) {
        // Given
        TaskTime time = new TaskTime(
                mode, "purchases", new ObservedInputs(BROKER, () -> {}), () -> Instant.ofEpochMilli(5_000));

        // When
        List<GaugeDataPointSnapshot> points = TaskCollector.clocks(Map.of(2, task(1_000, purchasesOffset)), time)
                .getDataPoints();

        // Then
        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.getLabels().get("partition")).isEqualTo("2");
            assertThat(point.getValue()).isEqualTo(seconds);
        });
    }
}
