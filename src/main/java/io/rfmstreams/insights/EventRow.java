package io.rfmstreams.insights;

import java.sql.SQLException;

/** A row of the table {@code purchases} or {@code refunds}. Times are epoch milliseconds. */
interface EventRow {

    String customerId();

    /** Returns a hash of the customer and the id of the order or refund. */
    long hash();

    long occurredAt();

    /** Returns the time from which on an earlier row with the same id is of the same order or refund. */
    long keptFrom();

    void appendTo(RowAppender rows) throws SQLException;
}
