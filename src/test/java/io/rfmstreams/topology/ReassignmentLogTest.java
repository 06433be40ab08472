package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class ReassignmentLogTest {

    private final List<String> lines = new ArrayList<>();
    private final ReassignmentLog log = new ReassignmentLog(lines::add);
    private final List<TaskId> tasks = IntStream.range(0, 8)
            .mapToObj(partition -> new TaskId(1, partition))
            .toList();

    @Test
    void shouldLogOneLinePerModelForAllTasks() {
        // Given
        tasks.forEach(task -> log.completed(task, 0));

        // When
        List.of(1, 2)
                .forEach(version -> tasks.forEach(task -> {
                    log.started(task);
                    log.completed(task, version);
                    log.completed(task, version);
                }));

        // Then
        assertThat(lines)
                .containsExactly(
                        "Reassigned all customers of this instance to model 1 (tasks: 8)",
                        "Reassigned all customers of this instance to model 2 (tasks: 8)");
    }

    @Test
    void shouldLogNothingWhileATaskIsReassigning() {
        // When
        tasks.forEach(log::started);
        tasks.subList(0, 7).forEach(task -> log.completed(task, 1));

        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldLogNothingWithoutAReassignment() {
        // When
        tasks.forEach(task -> log.completed(task, 3));
        log.closed(tasks.get(0));

        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldNotWaitForATaskThatWasClosed() {
        // When
        tasks.forEach(log::started);
        tasks.subList(0, 7).forEach(task -> log.completed(task, 1));
        log.closed(tasks.get(7));

        // Then
        assertThat(lines).containsExactly("Reassigned all customers of this instance to model 1 (tasks: 7)");
    }
}
