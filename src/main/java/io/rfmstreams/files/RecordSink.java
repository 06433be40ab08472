package io.rfmstreams.files;

import java.io.IOException;

/** Receives the records of a file. */
@FunctionalInterface
public interface RecordSink {

    /**
     * Receives a record. Records come in no order.
     *
     * @param line the number of the first line of the record; of two records with the same time, the one with the lower line is first.
     *     Records with the same line and time keep the order in which they are received
     */
    void accept(SourceRecord source, long line) throws IOException;
}
