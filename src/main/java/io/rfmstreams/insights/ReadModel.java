package io.rfmstreams.insights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that questions are answered from, in one DuckDB file. One feed writes them, batch by batch, each in a transaction with
 * the offsets that follow it. Any number of connections read them at the same time; each sees the state between two
 * batches. {@code schema.sql} describes the tables.
 */
public final class ReadModel implements AutoCloseable {

    private static final String FILE = "insights.duckdb";
    private static final String MEMORY = "SELECT sum(memory_usage_bytes) FROM duckdb_memory()";
    private static final Logger LOG = LoggerFactory.getLogger(ReadModel.class);

    private final @Nullable Path folder;
    private final DuckDBConnection root;
    private final WriteConnection writer;
    private final CustomerStates customers;
    private volatile @Nullable TableFreshness freshness;
    private volatile @Nullable Long lastTick;

    private ReadModel(@Nullable Path folder, String url, Properties settings) throws SQLException {
        this.folder = folder;
        root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + url, settings);
        try {
            if (TableSchema.create(root)) {
                LOG.info("The read model has the tables of another version; it is built again from the topics");
            }
            writer = new WriteConnection(root.duplicate());
            lastTick = readLastTick();
            customers = CustomerTable.read(root);
        } catch (SQLException failed) {
            root.close();
            throw failed;
        }
    }

    /**
     * Opens the tables in a folder; without a file in it, empty ones.
     *
     * @param folder is created if it is missing
     * @param memoryBytes the most memory that DuckDB uses; beyond it, sorts and joins go to files in the folder
     * @throws ReadModelException if the file is in use by another process, or is not readable; the message says which
     */
    public static ReadModel open(Path folder, long memoryBytes) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            return new ReadModel(folder, file.toString(), DuckDbSettings.of(folder, memoryBytes));
        } catch (IOException | SQLException failed) {
            throw new ReadModelException("cannot open the read model " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Opens empty tables in memory. */
    public static ReadModel inMemory() {
        try {
            return new ReadModel(null, ":memory:", DuckDbSettings.inMemory());
        } catch (SQLException failed) {
            throw new ReadModelException("cannot open a read model in memory: " + failed.getMessage(), failed);
        }
    }

    /**
     * Opens a connection for reading. All its statements see the same state: that of the first one. The caller closes it soon,
     * because old states are kept for it.
     */
    public Connection read() {
        try {
            Connection connection = root.duplicate();
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN TRANSACTION READ ONLY");
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
            return connection;
        } catch (SQLException failed) {
            throw new ReadModelException("cannot read the read model: " + failed.getMessage(), failed);
        }
    }

    /**
     * Opens a connection like {@link #read}, with the rows of customers that belong to its state. To read those from the tables
     * takes much longer.
     */
    public ReadState readState() {
        ReadState state = null;
        while (state == null) {
            state = tryReadState();
        }
        return state;
    }

    /** Returns null if more batches were written meanwhile than their rows are kept. */
    private @Nullable ReadState tryReadState() {
        Connection connection = read();
        CustomerRows rows = null;
        try {
            try {
                rows = customers.find(CustomerTable.number(connection));
            } finally {
                if (rows == null) {
                    connection.close();
                }
            }
        } catch (SQLException failed) {
            throw new ReadModelException("cannot read the read model: " + failed.getMessage(), failed);
        }
        return rows == null ? null : new ReadState(connection, rows);
    }

    /** Writes a batch and its offsets: all of it, or, if it fails, nothing. */
    public synchronized void write(Batch batch) {
        if (batch.customers.isEmpty()) {
            transaction("write", () -> BatchWriter.write(writer, batch));
        } else {
            customers.add(
                    customers.latest().with(batch.customerRows()),
                    number -> transaction("write", () -> {
                        BatchWriter.write(writer, batch);
                        CustomerTable.writeNumber(writer, number);
                    }));
        }
        if (batch.tick != null && (lastTick == null || lastTick < batch.tick)) {
            lastTick = batch.tick;
        }
    }

    /**
     * Deletes all rows and offsets, so that the tables are built from the topics again.
     *
     * @param topicIds Kafka's ids of the topics that are read next, by name
     */
    public synchronized void clear(Map<String, String> topicIds) {
        customers.add(
                CustomerRows.EMPTY,
                number -> transaction("clear", () -> {
                    for (String table : TableSchema.tables(root).keySet()) {
                        writer.execute("DELETE FROM " + table);
                    }
                    Offsets.writeTopics(writer, topicIds);
                    CustomerTable.writeNumber(writer, number);
                }));
        lastTick = null;
        freshness = null;
    }

    /** Sets Kafka's ids of the topics that are read. */
    public synchronized void follow(Map<String, String> topicIds) {
        transaction("write", () -> Offsets.writeTopics(writer, topicIds));
    }

    /**
     * Deletes old rows. Both times are in epoch milliseconds.
     *
     * @param purchases the time before which purchases and refunds are deleted
     * @param events the time before which changes, alerts and offers are deleted
     */
    public synchronized void deleteBefore(long purchases, long events) {
        transaction("delete old rows of", () -> OldRows.delete(writer, purchases, events));
    }

    /** Sets how far the tables follow the topics; null if it is not known. */
    public void setFreshness(@Nullable TableFreshness freshness) {
        this.freshness = freshness;
    }

    /** Returns the next offset to read of each partition that has been read. */
    public Map<PartitionId, Long> offsets() {
        return read("the offsets", Offsets::read);
    }

    /** Returns the latest event of each partition of {@code purchases}, see {@link Batch#clock}. */
    public Map<PartitionId, Long> clocks() {
        return read("the offsets", Offsets::readClocks);
    }

    /** Returns Kafka's ids of the topics that the rows come from, by name. */
    public Map<String, String> topicIds() {
        return read("the topic ids", Offsets::readTopics);
    }

    private interface Reader<T> {
        T read(Connection connection) throws SQLException;
    }

    private <T> T read(String what, Reader<T> reader) {
        try (Connection connection = read()) {
            return reader.read(connection);
        } catch (SQLException failed) {
            throw new ReadModelException("cannot read " + what + ": " + failed.getMessage(), failed);
        }
    }

    /** Returns how far the tables follow the topics; empty while that is not known, as at the start. */
    public Optional<TableFreshness> freshness() {
        return Optional.ofNullable(freshness);
    }

    /** Returns the last tick, epoch milliseconds; empty if there was none. */
    public OptionalLong lastTick() {
        Long tick = lastTick;
        return tick == null ? OptionalLong.empty() : OptionalLong.of(tick);
    }

    /** Returns the size of the file with its write-ahead log; 0 in memory. */
    public long fileBytes() {
        return folder == null ? 0 : size(folder.resolve(FILE)) + size(folder.resolve(FILE + ".wal"));
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    /** Returns the memory that DuckDB uses for all tables and connections. */
    public long memoryBytes() {
        return read("its memory", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(MEMORY)) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /** Opens a connection that may write, for tests. */
    Connection writeConnection() throws SQLException {
        return root.duplicate();
    }

    private void transaction(String verb, WriteConnection.Work work) {
        try {
            writer.inTransaction(work);
        } catch (SQLException failed) {
            throw new ReadModelException("cannot " + verb + " the read model: " + failed.getMessage(), failed);
        }
    }

    private @Nullable Long readLastTick() throws SQLException {
        try (Statement statement = root.createStatement();
                ResultSet rows = statement.executeQuery("SELECT epoch_ms(now) FROM clock")) {
            return rows.next() ? rows.getLong(1) : null;
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
            root.close();
        } catch (SQLException failed) {
            throw new ReadModelException("cannot close the read model: " + failed.getMessage(), failed);
        }
    }
}
