package io.rfmstreams.files;

import java.io.IOException;

/** Reads the rows of a table as orders and refunds. */
interface RowReader extends AutoCloseable {

    /**
     * Reads a row.
     *
     * @throws io.rfmstreams.contract.InvalidFieldException if the row is rejected
     */
    void read(TableRow row) throws IOException;

    /** Learns of a row that is malformed, and thus not read. */
    default void skip() {}

    /** Sends what is left after the last row. */
    default void end() throws IOException {}

    /** Deletes temporary files. */
    @Override
    default void close() {}
}
