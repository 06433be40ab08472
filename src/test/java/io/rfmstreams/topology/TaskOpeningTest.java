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

/** Queries must know the open tasks, because only their stores contain all committed state. */
class TaskOpeningTest {

    private final List<String> notifications = new ArrayList<>();

    private final InputOffsets inputOffsets = new InputOffsets() {
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
            notifications.add("opened " + partition);
        }

        @Override
        public void closed(TopicPartition partition) {
            notifications.add("closed " + partition);
        }
    };

    @ParameterizedTest
    @EnumSource
    void shouldNotifyOfOpenedAndClosedTasks(ClockMode mode) {
        // Given
        ProcessorRules rules = TopologyFixture.rules(mode, Window.ofDays(365), new ColdStart(1, 0));

        // When
        try (TopologyFixture topology = new TopologyFixture(rules, inputOffsets)) {
            assertThat(notifications).containsExactly("opened purchases-0");
            topology.advanceUntilIdle();
        }

        // Then
        assertThat(notifications).containsExactly("opened purchases-0", "closed purchases-0");
    }
}
