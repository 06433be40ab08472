package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary store on disk of the last profile of each customer, ordered by the UTF-8 bytes of the id. That is the order of
 * RocksDB's default comparator.
 *
 * <p>The store takes about 32 MiB of memory for any number of customers: two write buffers of 8 MiB and a block cache of
 * 16 MiB. Its directory is in {@code java.io.tmpdir}; {@link #close} deletes it. Not thread-safe.
 */
public final class ProfileStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileStore.class);
    private static final String PREFIX = "rfm-streams-profiles";
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final int WRITE_BUFFERS = 2;
    private static final long BLOCK_CACHE_BYTES = 16L << 20;
    private static final int OPEN_FILES = 128;

    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final Cache blockCache = new LRUCache(BLOCK_CACHE_BYTES);
    private final Options options = options(blockCache);
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadOptions uncached = new ReadOptions().setFillCache(false);
    private final RocksDB profiles;

    private ProfileStore(Path folder) throws IOException {
        this.folder = folder;
        try {
            profiles = RocksDB.open(options, folder.toString());
        } catch (RocksDBException notOpened) {
            closeOptions();
            delete(folder.toFile());
            throw failed("open", notOpened);
        }
    }

    /**
     * Creates an empty store.
     *
     * @throws IOException if the temporary directory cannot be written
     */
    public static ProfileStore open() throws IOException {
        return new ProfileStore(Files.createTempDirectory(PREFIX));
    }

    /** Creates an empty store in a temporary directory within another directory. */
    static ProfileStore openIn(Path parent) throws IOException {
        return new ProfileStore(Files.createTempDirectory(parent, PREFIX));
    }

    /** Receives each profile. */
    @FunctionalInterface
    interface Visitor {
        void visit(CustomerProfile profile) throws IOException;
    }

    /**
     * Adds a profile. It replaces an earlier profile of the customer.
     *
     * @throws UncheckedIOException if the profile cannot be written
     */
    void put(CustomerProfile profile) {
        try {
            profiles.put(unlogged, key(profile.customerId()), CustomerProfileJson.encode(profile));
        } catch (RocksDBException notWritten) {
            throw new UncheckedIOException(failed("write", notWritten));
        }
    }

    /**
     * Removes the profile of a customer if there is one.
     *
     * @throws UncheckedIOException if the removal cannot be written
     */
    void remove(String customerId) {
        try {
            profiles.delete(unlogged, key(customerId));
        } catch (RocksDBException notWritten) {
            throw new UncheckedIOException(failed("write", notWritten));
        }
    }

    /** Returns the number of profiles. Reads the whole store. */
    int count() throws IOException {
        try (RocksIterator entries = profiles.newIterator(uncached)) {
            int count = 0;
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                count = Math.addExact(count, 1);
            }
            entries.status();
            return count;
        } catch (RocksDBException notRead) {
            throw failed("read", notRead);
        }
    }

    /** Reads all profiles, ordered by the UTF-8 bytes of the id. */
    void forEach(Visitor visitor) throws IOException {
        try (RocksIterator entries = profiles.newIterator(uncached)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                visitor.visit(CustomerProfileJson.decode(entries.value()));
            }
            entries.status();
        } catch (RocksDBException notRead) {
            throw failed("read", notRead);
        }
    }

    /** Closes the store and deletes its directory. If the deletion fails, a warning names the directory. */
    @Override
    public void close() {
        profiles.close();
        closeOptions();
        delete(folder.toFile());
    }

    private void closeOptions() {
        uncached.close();
        unlogged.close();
        options.close();
        blockCache.close();
    }

    private static void delete(File folder) {
        try {
            Utils.delete(folder);
        } catch (IOException notDeleted) {
            LOG.warn(
                    "Cannot delete the directory {}, which contains customer profiles: {}",
                    folder,
                    notDeleted.getMessage());
        }
    }

    private IOException failed(String action, RocksDBException cause) {
        return new IOException("cannot " + action + " profiles in " + folder + ": " + cause.getMessage(), cause);
    }

    private static byte[] key(String customerId) {
        return customerId.getBytes(StandardCharsets.UTF_8);
    }

    private static Options options(Cache blockCache) {
        // Index blocks are part of the block cache. Otherwise their memory would grow with the number of customers.
        BlockBasedTableConfig table =
                new BlockBasedTableConfig().setBlockCache(blockCache).setCacheIndexAndFilterBlocks(true);
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(WRITE_BUFFERS)
                .setMaxOpenFiles(OPEN_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(table);
    }
}
