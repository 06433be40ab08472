package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.InputOffsets;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTimeTest {

    private static final TopicPartition INPUT = new TopicPartition("purchases", 3);
    private static final Instant WALL = Instant.ofEpochMilli(5_000);

    /** Returns an input with ten offsets and a number of committed ones. */
    private static ObservedInputs probe(long committed) {
        ObservedInputs probe = new ObservedInputs(
                new InputOffsets() {
                    @Override
                    public CompletableFuture<Long> endOffset(TopicPartition partition) {
                        return CompletableFuture.completedFuture(10L);
                    }

                    @Override
                    public CompletableFuture<Long> committedOffset(TopicPartition partition) {
                        return CompletableFuture.completedFuture(committed);
                    }
                },
                () -> {});
        probe.endOffset(INPUT).join();
        probe.committedOffset(INPUT).join();
        return probe;
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE,1000,8,0,1000", // still in history
        "LIVE,1000,9,0,5000", // everything is processed
        "LIVE,1000,8,10,5000", // the last offset belongs to no record
        "LIVE,6000,9,0,6000", // a clock never goes back
        "EVENT,1000,9,10,1000" // only events advance the clock
    })
    void shouldReturnTheTimeOfATask(ClockMode mode, long taskNow, long processed, long committed, long now) {
        // Given
        TaskTime time = new TaskTime(mode, INPUT.topic(), probe(committed), () -> WALL);

        // Then
        assertThat(time.now(INPUT.partition(), taskNow, processed)).isEqualTo(now);
    }

    @Test
    void shouldStayInHistoryIfTheEndOffsetIsUnknown() {
        // Given
        ObservedInputs probe = new ObservedInputs(
                new InputOffsets() {
                    @Override
                    public CompletableFuture<Long> endOffset(TopicPartition partition) {
                        return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
                    }

                    @Override
                    public CompletableFuture<Long> committedOffset(TopicPartition partition) {
                        return new CompletableFuture<>();
                    }
                },
                () -> {});
        TaskTime time = new TaskTime(ClockMode.LIVE, INPUT.topic(), probe, () -> WALL);

        // Then
        assertThat(time.now(INPUT.partition(), 1_000, 99)).isEqualTo(1_000);
    }
}
