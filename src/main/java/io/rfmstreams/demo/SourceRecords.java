package io.rfmstreams.demo;

import io.rfmstreams.files.SourceRecord;
import java.util.Iterator;

/** Records for a replay, sorted by time; records of the same time are in the order of the input. */
public interface SourceRecords extends Iterable<SourceRecord>, AutoCloseable {

    /** Returns the number of records. */
    long count();

    /**
     * Returns the time of the first record that is not before {@link io.rfmstreams.contract.DateLimits#EARLIEST}, 0 if there is none.
     */
    long firstValidTime();

    /** Returns the records from the first one. Only the last returned iterator may be used. */
    @Override
    Iterator<SourceRecord> iterator();

    /** Deletes temporary files. */
    @Override
    default void close() {}
}
