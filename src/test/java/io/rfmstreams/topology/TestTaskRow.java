package io.rfmstreams.topology;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Creates the stored row of a task. */
public final class TestTaskRow {

    private TestTaskRow() {}

    /** Returns the row of a task with a clock time, epoch milliseconds. */
    public static byte[] at(long now) {
        KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.TASKS), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>(new Properties()).getStateStoreContext(), store);
        TaskState taskState = new TaskState(store, 0, "P365D", true);
        taskState.advance(now);
        taskState.save();
        return store.get(0);
    }
}
