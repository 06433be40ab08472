package io.rfmstreams.topology;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The stores of one task, in memory. A reopened task uses them again. Scans of the customers store are counted. */
final class TaskStores {

    private final TestCustomerStore customers =
            new TestCustomerStore(store(StoreNames.CUSTOMERS, Serdes.String(), Serdes.ByteArray()));
    private final KeyValueStore<Bytes, byte[]> orders = store(StoreNames.ORDERS, Serdes.Bytes(), Serdes.ByteArray());
    private final KeyValueStore<byte[], byte[]> timers =
            store(StoreNames.TIMERS, Serdes.ByteArray(), Serdes.ByteArray());
    private final KeyValueStore<Integer, byte[]> tasks = store(StoreNames.TASKS, Serdes.Integer(), Serdes.ByteArray());
    private int scans;
    private Runnable beforeWritingCustomers = () -> {};
    private long offset;

    private static <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }

    /** Returns the customers store. */
    TestCustomerStore customers() {
        return customers;
    }

    /** Returns the customers store, and counts its scans. */
    @SuppressWarnings("unchecked") // the proxy is of the store's own interface
    KeyValueStore<String, byte[]> countedCustomers() {
        return (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                TaskStores.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("put")) {
                        beforeWritingCustomers.run();
                    }
                    try {
                        Object result = method.invoke(customers.bytes(), arguments);
                        scans += result instanceof KeyValueIterator ? 1 : 0;
                        return result;
                    } catch (InvocationTargetException fault) {
                        throw fault.getCause();
                    }
                });
    }

    /** Runs something each time before a task writes customers. */
    void beforeWritingCustomers(Runnable listener) {
        beforeWritingCustomers = listener;
    }

    KeyValueStore<Bytes, byte[]> orders() {
        return orders;
    }

    KeyValueStore<byte[], byte[]> timers() {
        return timers;
    }

    KeyValueStore<Integer, byte[]> tasks() {
        return tasks;
    }

    /** Returns the offset of the next record. A reopened task continues with it. */
    long nextOffset() {
        return offset++;
    }

    /** Goes back by a number of offsets, so that records are read again. */
    void rewind(int records) {
        offset -= records;
    }

    /** Deletes all rows, like a crash that loses them. */
    void clearOrders() {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = orders.all()) {
            all.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(orders::delete);
    }

    /** Returns the number of scans of the customers store. */
    int scans() {
        return scans;
    }

    TaskRow progress() {
        return Objects.requireNonNull(TaskRowFormat.readAll(tasks).get(0));
    }
}
