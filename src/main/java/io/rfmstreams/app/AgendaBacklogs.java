package io.rfmstreams.app;

import io.rfmstreams.topology.AgendaBacklog;
import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TaskProgress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Who waits to be woken in the tasks of this instance: counted by whoever asks, so that the tasks do nothing for it. */
final class AgendaBacklogs {

    private final KafkaStreams streams;

    AgendaBacklogs(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The backlog of each task, by partition; a task that has moved away since its row was read is left out. */
    Map<Integer, AgendaBacklog> of(Map<Integer, TaskProgress> tasks) {
        Map<Integer, AgendaBacklog> backlogs = new TreeMap<>();
        tasks.forEach(
                (partition, task) -> read(partition, task).ifPresent(backlog -> backlogs.put(partition, backlog)));
        return backlogs;
    }

    private Optional<AgendaBacklog> read(int partition, TaskProgress task) {
        try {
            return Optional.of(AgendaBacklog.of(task, agenda(partition)));
        } catch (InvalidStateStoreException movedAway) {
            return Optional.empty();
        }
    }

    private ReadOnlyKeyValueStore<byte[], byte[]> agenda(int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        StoreNames.AGENDA, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                .withPartition(partition));
    }
}
