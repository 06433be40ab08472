package io.rfmstreams.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the {@code tasks} store from outside the topology. */
public final class TaskRows {

    private TaskRows() {}

    /** The progress of every task whose row the store holds. */
    public static List<TaskProgress> read(ReadOnlyKeyValueStore<Integer, byte[]> tasks) {
        List<TaskProgress> rows = new ArrayList<>();
        try (KeyValueIterator<Integer, byte[]> all = tasks.all()) {
            while (all.hasNext()) {
                rows.add(TaskProgressState.decode(all.next().value));
            }
        }
        return rows;
    }
}
