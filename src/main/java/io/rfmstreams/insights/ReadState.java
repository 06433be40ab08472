package io.rfmstreams.insights;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a reader sees: the tables and the customers after one batch.
 *
 * @param connection all its statements see the tables after the batch
 * @param customers the rows of the table {@code customers}, in memory
 */
public record ReadState(Connection connection, CustomerRows customers) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
