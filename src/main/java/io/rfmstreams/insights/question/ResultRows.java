package io.rfmstreams.insights.question;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of DuckDB as a {@link Table}. */
final class ResultRows {

    private ResultRows() {}

    /** Returns the rows, at most a number of them. */
    static Table read(ResultSet result, int most) throws SQLException {
        ResultSetMetaData described = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= described.getColumnCount(); column++) {
            columns.add(described.getColumnLabel(column));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int column = 1; column <= columns.size(); column++) {
                row.add(cell(result, column));
            }
            rows.add(row);
        }
        return new Table(columns, rows);
    }

    private static @Nullable Object cell(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof Timestamp) {
            // The driver would take the time as one of the machine's zone.
            return result.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
        if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.stripTrailingZeros();
            return plain.scale() < 0 ? plain.setScale(0) : plain;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        boolean isPlain = value == null
                || value instanceof Boolean
                || value instanceof Double
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof String;
        return isPlain ? value : value.toString();
    }
}
