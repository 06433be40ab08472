package io.rfmstreams.topology;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the {@code tasks} store from outside the topology. */
public final class TaskRowReader {

    private TaskRowReader() {}

    /** The progress of the task that wrote a row. */
    public static TaskRow decode(byte[] row) {
        return TaskRowFormat.decode(row);
    }

    /** The progress of every task whose row the store holds, by partition. */
    public static Map<Integer, TaskRow> byPartition(ReadOnlyKeyValueStore<Integer, byte[]> tasks) {
        Map<Integer, TaskRow> rows = new TreeMap<>();
        try (KeyValueIterator<Integer, byte[]> all = tasks.all()) {
            all.forEachRemaining(row -> rows.put(row.key, decode(row.value)));
        }
        return rows;
    }

    /** The progress of every task whose row the store holds. */
    public static List<TaskRow> read(ReadOnlyKeyValueStore<Integer, byte[]> tasks) {
        return List.copyOf(byPartition(tasks).values());
    }
}
