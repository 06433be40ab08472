package io.rfmstreams.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/** The controller and the broker of Kafka. A fatal error is logged; it does not halt the JVM. */
final class KafkaNode implements AutoCloseable {

    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(BrokerSettings settings, ServerSocketFactory sockets) {
        try {
            SharedServer shared = new SharedServer(
                    new KafkaConfig(settings.toKafka(), false),
                    BrokerFolder.properties(settings.folder()),
                    Time.SYSTEM,
                    new Metrics(),
                    CompletableFuture.completedFuture(settings.voters()),
                    List.of(),
                    (name, fatal, action) -> new LoggingFaultHandler(name, action),
                    sockets);
            controller = new ControllerServer(
                    shared,
                    KafkaRaftServer.configSchema(),
                    new BootstrapDirectory(settings.folder().toString()).read());
            broker = new BrokerServer(shared);
        } catch (Exception notBuilt) {
            throw new EmbeddedBrokerException("cannot set up Kafka in " + settings.folder(), notBuilt);
        }
    }

    void start() {
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException notStarted) {
            throw new EmbeddedBrokerException("Kafka did not start: " + notStarted.getMessage(), notStarted);
        }
    }

    /** Stops the broker first, because it deregisters from the controller. */
    @Override
    public void close() {
        try {
            broker.shutdown();
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
