package io.rfmstreams.topology;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The row of a task, as the processor stores it. */
public final class TestTaskRow {

    private TestTaskRow() {}

    /** The row of a task whose clock shows this time, in epoch milliseconds. */
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
