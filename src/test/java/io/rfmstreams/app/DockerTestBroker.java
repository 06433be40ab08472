package io.rfmstreams.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka as its project ships it, in a container; the system property {@code kafka.image} names another image. */
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
        assumeTrue(
                container.isRunning(), "no Docker engine answers, so there is no Kafka in a container to test against");
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
