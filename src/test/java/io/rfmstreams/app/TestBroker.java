package io.rfmstreams.app;

/** A Kafka broker for tests. It is started once and shared by the tests of a class. */
interface TestBroker extends AutoCloseable {

    /** Starts the broker if that is possible. */
    void start();

    /** Returns host and port for Kafka clients. Skips the calling test if the broker could not be started. */
    String bootstrapServers();

    /** Stops the broker if it was started. */
    @Override
    void close();
}
