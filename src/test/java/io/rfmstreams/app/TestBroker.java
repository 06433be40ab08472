package io.rfmstreams.app;

/** A Kafka to test against: started once, and shared by the tests of a class. */
interface TestBroker extends AutoCloseable {

    /** Starts it, or skips the tests that need it where it cannot be. */
    void start();

    /** Host and port for Kafka clients. */
    String bootstrapServers();

    /** Stops it; does nothing where it was not started. */
    @Override
    void close();
}
