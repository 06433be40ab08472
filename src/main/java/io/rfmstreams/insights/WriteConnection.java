package io.rfmstreams.insights;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBConnection;

/** The connection that writes to the tables, in transactions. Only one thread at a time may use it. */
final class WriteConnection implements AutoCloseable {

    private final DuckDBConnection connection;

    WriteConnection(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        execute("CREATE TEMP TABLE staged_ids (id VARCHAR)");
        execute("CREATE TEMP TABLE staged_offsets AS FROM consumed_offsets WITH NO DATA");
        execute("CREATE TEMP TABLE staged_offers AS FROM offers WITH NO DATA");
        execute("CREATE TEMP TABLE staged_hashes (hash BIGINT)");
        execute("CREATE TEMP TABLE staged_event_ids (id UUID)");
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Runs statements in one transaction. If one fails, none has an effect. */
    void inTransaction(Work work) throws SQLException {
        execute("BEGIN TRANSACTION");
        boolean complete = false;
        try {
            work.run();
            execute("COMMIT");
            complete = true;
        } finally {
            if (!complete) {
                execute("ROLLBACK");
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    /** Returns the rows of a query of two numbers, the first one unique. */
    Map<Long, Long> numbers(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Map<Long, Long> numbers = new HashMap<>();
            while (rows.next()) {
                numbers.put(rows.getLong(1), rows.getLong(2));
            }
            return numbers;
        }
    }

    /** Returns the ids that a query selects. */
    Set<UUID> ids(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<UUID> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    RowAppender append(String table) throws SQLException {
        return RowAppender.to(connection, table);
    }

    /** Appends to a table that only this connection sees. */
    RowAppender stage(String table) throws SQLException {
        execute("DELETE FROM " + table);
        return RowAppender.toTemporary(connection, table);
    }

    /** Deletes the rows of customers. */
    void deleteCustomers(String table, Collection<String> customerIds) throws SQLException {
        if (customerIds.isEmpty()) {
            return;
        }
        try (RowAppender ids = stage("staged_ids")) {
            for (String id : customerIds) {
                ids.beginRow().text(id).endRow();
            }
        }
        execute("DELETE FROM " + table + " WHERE customer_id IN (FROM staged_ids)");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
