package io.rfmstreams.query.streams;

import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;

/** Queries the stores of this instance, as {@link org.apache.kafka.streams.KafkaStreams#query} does. */
@FunctionalInterface
public interface StoreQueries {

    /**
     * Queries the stores of the requested partitions.
     *
     * @throws org.apache.kafka.streams.errors.StreamsNotStartedException before the start
     * @throws org.apache.kafka.streams.errors.StreamsStoppedException after the end
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if a store is being closed
     */
    <R> StateQueryResult<R> query(StateQueryRequest<R> request);
}
