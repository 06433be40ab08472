package io.rfmstreams.demo;

/** The libraries of the embedded Kafka, which an installation that runs no demo can leave out. */
public final class BrokerLibraries {

    private static final String ONE_OF_THEM = "kafka.server.BrokerServer";

    private BrokerLibraries() {}

    /** @throws EmbeddedBrokerException if they are not on the class path */
    public static void require() {
        try {
            Class.forName(ONE_OF_THEM, false, BrokerLibraries.class.getClassLoader());
        } catch (ClassNotFoundException leftOut) {
            throw new EmbeddedBrokerException(
                    "there is no embedded Kafka in this installation, such as the Docker image: run the demo from a build, as"
                            + " java -jar target/rfm-streams.jar demo",
                    leftOut);
        }
    }
}
