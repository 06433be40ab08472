package io.rfmstreams.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The official Kafka image in a container. The system property {@code kafka.image} sets another image. */
final class DockerTestBroker implements TestBroker {

    private static final String IMAGE = System.getProperty("kafka.image", "apache/kafka:4.3.1");

    private final KafkaContainer container =
            new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    @Override
    public void start() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            container.start();
        }
    }

    @Override
    public String bootstrapServers() {
        assumeTrue(container.isRunning(), "skipped: no Docker engine is available to run Kafka in a container");
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
