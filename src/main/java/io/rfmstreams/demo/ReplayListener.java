package io.rfmstreams.demo;

/** Receives the progress of a replay, on the thread that sends the records. */
public interface ReplayListener {

    /** A listener that does nothing. */
    ReplayListener NONE = new ReplayListener() {};

    /**
     * Called after a record was passed to the producer.
     *
     * @param sent the number of records so far
     * @param total the number of records of the input, -1 if it is endless
     */
    default void onProgress(long sent, long total) {}

    /**
     * Called after Kafka has acknowledged a tick and all records before it.
     *
     * @param time the time of the tick, epoch milliseconds
     */
    default void onTick(long time) {}
}
