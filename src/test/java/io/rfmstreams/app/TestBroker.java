package io.rfmstreams.app;

/** A Kafka to test against: started once, and shared by the tests of a class. */
interface TestBroker extends AutoCloseable {

    /** Starts it, where it can be. */
    void start();

    /** Host and port for Kafka clients; skips the test that asks where there is no such broker. */
    String bootstrapServers();

    /** Stops it; does nothing where it was not started. */
    @Override
    void close();
}
