package io.rfmstreams.app;

import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TimerBacklog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Who waits to be woken in the tasks of this instance: counted by whoever asks, so that the tasks do nothing for it. */
final class TimerBacklogs {

    private final KafkaStreams streams;

    TimerBacklogs(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The backlog of each task, by partition; a task that has moved away since its row was read is left out. */
    Map<Integer, TimerBacklog> of(Map<Integer, TaskRow> tasks) {
        Map<Integer, TimerBacklog> backlogs = new TreeMap<>();
        tasks.forEach(
                (partition, task) -> read(partition, task).ifPresent(backlog -> backlogs.put(partition, backlog)));
        return backlogs;
    }

    private Optional<TimerBacklog> read(int partition, TaskRow task) {
        try {
            return Optional.of(TimerBacklog.of(task, timers(partition)));
        } catch (InvalidStateStoreException movedAway) {
            return Optional.empty();
        }
    }

    private ReadOnlyKeyValueStore<byte[], byte[]> timers(int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        StoreNames.TIMERS, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                .withPartition(partition));
    }
}
