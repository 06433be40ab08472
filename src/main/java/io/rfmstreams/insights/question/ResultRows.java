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

    /**
     * How much is read.
     *
     * @param rows most rows
     * @param characters most characters of all texts
     */
    record Limit(int rows, long characters) {

        static final Limit NONE = new Limit(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Returns the rows, at most as many as the limit.
     *
     * @throws QuestionException if the texts are longer than the limit
     */
    static Table read(ResultSet result, Limit limit) throws SQLException {
        ResultSetMetaData described = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= described.getColumnCount(); column++) {
            columns.add(described.getColumnLabel(column));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long characters = 0;
        while (rows.size() < limit.rows() && result.next()) {
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int column = 1; column <= columns.size(); column++) {
                Object cell = cell(result, column);
                characters += cell instanceof String text ? text.length() : 0;
                row.add(cell);
            }
            if (characters > limit.characters()) {
                throw QuestionException.badRequest(
                        "the result has more than " + limit.characters() + " characters; select less");
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
