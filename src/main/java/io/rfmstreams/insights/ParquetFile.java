package io.rfmstreams.insights;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes rows as a Parquet file. They are kept in a file beside it until they are all there. */
public final class ParquetFile implements AutoCloseable {

    private static final int DEFAULT_SCALE = 4;

    private final Path file;
    private final Path folder;
    private final DuckDBConnection connection;
    private final DuckDBAppender rows;

    /** The types of columns, as in DuckDB. */
    public enum Type {
        VARCHAR,
        BIGINT,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        /** With 4 decimals. */
        DECIMAL;

        private String sql() {
            return this == DECIMAL ? "DECIMAL(38, " + DEFAULT_SCALE + ")" : name();
        }
    }

    /** A column. */
    public record Column(String name, Type type) {}

    private ParquetFile(Path file, List<Column> columns) throws IOException, SQLException {
        this.file = file;
        folder = Files.createTempDirectory("rfm-parquet");
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows.duckdb"));
        try {
            rows = createTable(columns);
        } catch (SQLException failed) {
            close();
            throw failed;
        }
    }

    private DuckDBAppender createTable(List<Column> columns) throws SQLException {
        execute("SET preserve_insertion_order = true");
        execute("CREATE TABLE result ("
                + columns.stream()
                        .map(column -> '"' + column.name().replace("\"", "\"\"") + "\" "
                                + column.type().sql())
                        .collect(Collectors.joining(", "))
                + ")");
        return connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "result");
    }

    /**
     * Starts a file.
     *
     * @param file is replaced if it exists, once all rows are there
     */
    public static ParquetFile create(Path file, List<Column> columns) {
        try {
            return new ParquetFile(file, columns);
        } catch (IOException | SQLException failed) {
            throw new ReadModelException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Adds a row: texts, numbers, booleans, {@link Instant} or null, each of the type of its column. */
    public void add(List<@Nullable Object> row) {
        try {
            rows.beginRow();
            for (Object cell : row) {
                append(cell);
            }
            rows.endRow();
        } catch (SQLException failed) {
            throw new ReadModelException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Writes the file. */
    public void finish() {
        try {
            rows.close();
            execute("COPY result TO '" + file.toString().replace("'", "''") + "' (FORMAT PARQUET, COMPRESSION ZSTD)");
        } catch (SQLException failed) {
            throw new ReadModelException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private void append(@Nullable Object cell) throws SQLException {
        if (cell == null) {
            rows.appendNull();
        } else if (cell instanceof String text) {
            rows.append(text);
        } else if (cell instanceof Boolean flag) {
            rows.append((boolean) flag);
        } else if (cell instanceof Double number) {
            rows.append((double) number);
        } else if (cell instanceof BigDecimal decimal) {
            rows.append(decimal.setScale(DEFAULT_SCALE));
        } else if (cell instanceof Instant time) {
            rows.append(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        } else if (cell instanceof Number number) {
            rows.append(number.longValue());
        } else {
            throw new IllegalArgumentException("cell must not be a " + cell.getClass());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = ((Connection) connection).createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            for (String name : List.of("rows.duckdb", "rows.duckdb.wal")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException | SQLException failed) {
            throw new ReadModelException("cannot delete the rows of " + file + ": " + failed.getMessage(), failed);
        }
    }
}
