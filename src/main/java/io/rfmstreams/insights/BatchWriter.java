package io.rfmstreams.insights;

import java.sql.SQLException;

/** Writes the rows and offsets of a batch. */
final class BatchWriter {

    private BatchWriter() {}

    static void write(WriteConnection connection, Batch batch) throws SQLException {
        new CustomerWriter(connection).write(batch.customers);
        new EventWriter(connection).write(batch);
        new PurchaseWriter(connection).write(batch);
        new OfferWriter(connection).write(batch);
        new ModelWriter(connection).write(batch);
        Offsets.write(connection, batch.offsets, batch.clocks);
    }
}
