package io.rfmstreams.topology;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for all RocksDB stores of the process, however many partitions it has.
 * Without it every store of every partition takes its own.
 */
public final class SharedRocksMemory implements AutoCloseable {

    /** The Kafka Streams setting that hands the memory to the stores. */
    public static final String CONFIG_KEY = "rfm.shared.rocks.memory";

    private static final double MEMTABLE_FILTER_SHARE = 0.05;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache blockCache;
    private final WriteBufferManager writeBuffers;

    public SharedRocksMemory(long blockCacheBytes, long writeBufferBytes) {
        blockCache = new LRUCache(blockCacheBytes);
        writeBuffers = new WriteBufferManager(writeBufferBytes, blockCache);
    }

    /** To be called after the last store has been closed. */
    @Override
    public void close() {
        writeBuffers.close();
        blockCache.close();
    }

    /** Gives the shared memory to each store as it is opened. */
    public static final class ConfigSetter implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            SharedRocksMemory shared = (SharedRocksMemory) Objects.requireNonNull(configs.get(CONFIG_KEY));
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(shared.blockCache);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(shared.writeBuffers);
            if (storeName.equals(StoreNames.ORDERS)) {
                // most reads are for an order that is not there
                options.setMemtableWholeKeyFiltering(true);
                options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE);
            }
        }

        @Override
        public void close(String storeName, Options options) {
            // cache and write buffers belong to all stores, and outlive this one
        }
    }
}
