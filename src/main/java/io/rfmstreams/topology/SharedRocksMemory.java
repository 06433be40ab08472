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
 * One block cache and one write buffer manager for all RocksDB stores of the process. Without it, each store of each partition
 * would allocate its own.
 */
public final class SharedRocksMemory implements AutoCloseable {

    /** The key of the Kafka Streams configuration that passes this object to the stores. */
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

    /** Releases the memory. All stores must be closed before. */
    @Override
    public void close() {
        writeBuffers.close();
        blockCache.close();
    }

    /** Configures each store to use the shared memory. */
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
                // most reads are for orders that do not exist
                options.setMemtableWholeKeyFiltering(true);
                options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE);
            }
        }

        @Override
        public void close(String storeName, Options options) {
            // all stores share the block cache and the write buffers; they stay open
        }
    }
}
