package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries must know which tasks are open: only their stores hold all that was committed. */
class TaskOpeningTest {

    private final List<String> told = new ArrayList<>();

    private final InputOffsets probe = new InputOffsets() {
        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public void opened(TopicPartition partition) {
            told.add("opened " + partition);
        }

        @Override
        public void closed(TopicPartition partition) {
            told.add("closed " + partition);
        }
    };

    @ParameterizedTest
    @EnumSource
    void shouldTellThatATaskIsOpenedAndClosed(ClockMode mode) {
        // Given
        ProcessorRules rules = TopologyFixture.rules(mode, Window.ofDays(365), new ColdStart(1, 0));

        // When
        try (TopologyFixture topology = new TopologyFixture(rules, probe)) {
            assertThat(told).containsExactly("opened purchases-0");
            topology.passUntilAllIsDone();
        }

        // Then
        assertThat(told).containsExactly("opened purchases-0", "closed purchases-0");
    }
}
