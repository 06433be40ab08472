package io.rfmstreams.insights;

import io.rfmstreams.segment.NextChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the table {@code customers} and the number of the batch after which it has its rows. */
final class CustomerTable {

    /** Rows are added in parts, so that they are not held twice. */
    private static final int PART = 50_000;

    private static final String NUMBER = "SELECT number FROM last_batch";

    private static final String ROWS = """
            SELECT customer_id, segment, epoch_ms(since), frequency, (monetary * 10000)::BIGINT, epoch_ms(first_purchase_at),
                epoch_ms(last_purchase_at), coalesce(model_version, 0), next_segment, epoch_ms(next_change_at),
                epoch_ms(updated_at)
            FROM customers""";

    private CustomerTable() {}

    /** Reads all rows: a million takes 2 s. */
    static CustomerStates read(Connection connection) throws SQLException {
        CustomerRows rows = CustomerRows.EMPTY;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ROWS)) {
            Map<String, Optional<CustomerRow>> part = new HashMap<>();
            while (result.next()) {
                CustomerRow row = row(result);
                part.put(row.id(), Optional.of(row));
                if (part.size() == PART) {
                    rows = rows.with(part);
                    part.clear();
                }
            }
            return new CustomerStates(number(connection), rows.with(part));
        }
    }

    /** Returns the number of the last batch with customers that a connection sees; 0 if there was none. */
    static long number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(NUMBER)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Writes the number of a batch. */
    static void writeNumber(WriteConnection connection, long number) throws SQLException {
        connection.execute("DELETE FROM last_batch");
        connection.execute("INSERT INTO last_batch VALUES (?)", number);
    }

    private static CustomerRow row(ResultSet row) throws SQLException {
        String next = row.getString(9);
        return new CustomerRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                next == null ? null : new NextChange(next, row.getLong(10)),
                row.getLong(11));
    }
}
