package io.rfmstreams.demo;

/** The libraries of the embedded Kafka. An installation that does not run the demo may omit them. */
public final class BrokerLibraries {

    private static final String BROKER_CLASS = "kafka.server.BrokerServer";

    private BrokerLibraries() {}

    /**
     * Checks that the libraries are on the class path.
     *
     * @throws EmbeddedBrokerException if they are missing
     */
    public static void require() {
        try {
            Class.forName(BROKER_CLASS, false, BrokerLibraries.class.getClassLoader());
        } catch (ClassNotFoundException leftOut) {
            throw new EmbeddedBrokerException(
                    "this installation does not contain the embedded Kafka, like the Docker image. Run the demo from a build:"
                            + " java -jar target/rfm-streams.jar demo",
                    leftOut);
        }
    }
}
