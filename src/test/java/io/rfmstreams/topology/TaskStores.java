package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.segment.Customer;
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

/** The stores of one task, in memory. They stay when the task is opened again. Counts the scans of the customers store. */
final class TaskStores {

    private final KeyValueStore<String, Customer> customers = store(
            StoreNames.CUSTOMERS,
            Serdes.String(),
            Serdes.serdeFrom(
                    (topic, customer) -> customer == null ? null : CustomerState.encode(customer),
                    (topic, bytes) -> bytes == null ? null : CustomerState.decode(bytes)));
    private final KeyValueStore<Bytes, byte[]> orders = store(StoreNames.ORDERS, Serdes.Bytes(), Serdes.ByteArray());
    private final KeyValueStore<byte[], byte[]> timers =
            store(StoreNames.TIMERS, Serdes.ByteArray(), Serdes.ByteArray());
    private final KeyValueStore<Integer, byte[]> tasks = store(StoreNames.TASKS, Serdes.Integer(), Serdes.ByteArray());
    private int scans;
    private long offset;

    private static <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }

    /** The customers store, as written. */
    KeyValueStore<String, Customer> customers() {
        return customers;
    }

    /** The same store, whose scans are counted. */
    @SuppressWarnings("unchecked") // the proxy is of the store's own interface
    KeyValueStore<String, Customer> countedCustomers() {
        return (KeyValueStore<String, Customer>) Proxy.newProxyInstance(
                TaskStores.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(customers, arguments);
                        scans += result instanceof KeyValueIterator ? 1 : 0;
                        return result;
                    } catch (InvocationTargetException fault) {
                        throw fault.getCause();
                    }
                });
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

    /** The offset of the next record, which goes on when the task is opened again. */
    long nextOffset() {
        return offset++;
    }

    /** Lets so many records be read again. */
    void rewind(int records) {
        offset -= records;
    }

    /** As after a crash that loses all rows. */
    void clearOrders() {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = orders.all()) {
            all.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(orders::delete);
    }

    /** How often the customers store has been scanned. */
    int scans() {
        return scans;
    }

    TaskRow progress() {
        return Objects.requireNonNull(TaskRowFormat.readAll(tasks).get(0));
    }
}
