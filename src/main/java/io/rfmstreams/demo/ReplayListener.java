package io.rfmstreams.demo;

/** Follows a replay. Called on the replaying thread: while a call lasts, nothing is sent. */
public interface ReplayListener {

    /** A listener that does nothing. */
    ReplayListener NONE = new ReplayListener() {};

    /**
     * A record has been handed to Kafka.
     *
     * @param sent records so far
     * @param total records that will be sent, or -1 where the input has no end
     */
    default void onProgress(long sent, long total) {}

    /**
     * A tick, and all that was sent before it, has been acknowledged by Kafka.
     *
     * @param time the tick's, epoch milliseconds
     */
    default void onTick(long time) {}
}
