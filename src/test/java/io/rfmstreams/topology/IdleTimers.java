package io.rfmstreams.topology;

import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.Options;
import org.rocksdb.Statistics;

/** Timers in RocksDB of which none is due. The tombstones of fired timers precede them. */
final class IdleTimers implements AutoCloseable {

    private static final int CUSTOMERS_A_COMMIT = 2_000;
    private static final String STATISTICS = "test.rocks.statistics";
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final KeyValueStore<byte[], byte[]> store;
    private final Timers timers;

    /** Writes two timers per customer and removes the earlier one. */
    IdleTimers(int customers, File folder) {
        this(customers, folder, new Properties());
    }

    /** Creates timers with RocksDB statistics. */
    static IdleTimers counted(int customers, File folder, Statistics statistics) {
        Properties counted = new Properties();
        counted.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, CountReads.class);
        counted.put(STATISTICS, statistics);
        return new IdleTimers(customers, folder, counted);
    }

    private IdleTimers(int customers, File folder, Properties properties) {
        var context = new MockProcessorContext<Void, Void>(properties, new TaskId(0, 0), folder);
        store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.TIMERS), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        timers = new Timers(store);
        for (int i = 0; i < customers; i++) {
            timers.add(fired(i));
            timers.add(new Timers.Entry(100 * DAY + i * 1_000L, "customer-" + i));
            commitNowAndThen(i);
        }
        for (int i = 0; i < customers; i++) {
            timers.remove(fired(i));
            commitNowAndThen(i);
        }
        timers.flush();
    }

    private static Timers.Entry fired(int customer) {
        return new Timers.Entry(DAY + customer % 1_000, "fired-" + customer);
    }

    private void commitNowAndThen(int customer) {
        if (customer % CUSTOMERS_A_COMMIT == 0) {
            timers.flush();
        }
    }

    /** Reads the due timers like the punctuator. Returns the duration in nanoseconds. */
    long readDue() {
        long start = System.nanoTime();
        int due = timers.between(null, DAY + 1_000, 100 * DAY - 1, CUSTOMERS_A_COMMIT)
                .size();
        long nanos = System.nanoTime() - start;
        if (due != 0) {
            throw new IllegalStateException(due + " are due");
        }
        return nanos;
    }

    @Override
    public void close() {
        store.close();
    }

    /** Enables RocksDB statistics. */
    public static final class CountReads implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setStatistics((Statistics) configs.get(STATISTICS));
        }

        @Override
        public void close(String storeName, Options options) {
            // the test closes the statistics
        }
    }
}
