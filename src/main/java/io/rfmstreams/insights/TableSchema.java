package io.rfmstreams.insights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables that {@code schema.sql} defines. A comment on the table of the offsets says which definition made them. */
final class TableSchema {

    private static final String RESOURCE = "schema.sql";
    private static final String MARKED = "consumed_offsets";

    private TableSchema() {}

    /**
     * Creates the tables. Those of another definition are dropped first, since the topics hold all rows.
     *
     * @return whether there were tables of another definition
     */
    static boolean create(Connection connection) throws SQLException {
        String definition = definition();
        String mark = Integer.toHexString(definition.hashCode());
        Map<String, @Nullable String> existing = tables(connection);
        if (mark.equals(existing.get(MARKED))) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            StringBuilder sql = new StringBuilder("BEGIN TRANSACTION;");
            existing.keySet()
                    .forEach(table -> sql.append("DROP TABLE ").append(table).append(';'));
            sql.append(definition)
                    .append("; COMMENT ON TABLE " + MARKED + " IS '")
                    .append(mark)
                    .append("'; COMMIT");
            statement.execute(sql.toString());
        }
        return !existing.isEmpty();
    }

    /** Returns the comment of each table by its name. */
    static Map<String, @Nullable String> tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary")) {
            Map<String, @Nullable String> tables = new TreeMap<>();
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
            return tables;
        }
    }

    private static String definition() {
        try (InputStream schema = TableSchema.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(schema, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the resource " + RESOURCE + " is not readable", unreadable);
        }
    }
}
