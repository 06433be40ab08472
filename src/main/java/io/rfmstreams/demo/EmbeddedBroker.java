package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single-node Kafka (KRaft) in this process, for demos and tests. It listens on the loopback address only. Its data is kept in a
 * folder and reused by the next start on that folder, or in a temporary folder that {@link #close} deletes. The replication factor
 * is 1, and topics are not created automatically.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final int port;
    private final String bootstrapServers;

    private EmbeddedBroker(Path folder, int wantedPort, OptionalInt proxyPort) {
        try {
            parts.push(FolderLock.acquire(folder));
            PreboundSockets sockets = opened(new PreboundSockets());
            port = sockets.bind(BrokerSettings.BROKER_LISTENER, wantedPort);
            int controllerPort = sockets.bind(BrokerSettings.CONTROLLER_LISTENER, 0);
            int advertisedPort = proxyPort.orElse(port);
            bootstrapServers = BrokerSettings.HOST + ":" + advertisedPort;
            BrokerFolder.format(folder);
            KafkaNode node = opened(
                    new KafkaNode(new BrokerSettings(folder, port, advertisedPort, controllerPort, Map.of()), sockets));
            node.start();
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts a broker on any free port; see {@link #start(Path, int)}. */
    public static EmbeddedBroker start(Path folder) {
        return start(folder, 0);
    }

    /**
     * Starts a broker and returns when it accepts requests.
     *
     * @param folder the data folder, only for this broker; it is created if it does not exist
     * @param port 0 for any free port
     * @throws EmbeddedBrokerException if the port or the folder is in use, the folder is not writable, or Kafka does not start
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return new EmbeddedBroker(folder, port, OptionalInt.empty());
    }

    /**
     * Starts a broker whose clients reach it through a proxy on this machine; see {@link #start(Path, int)}.
     *
     * @param proxyPort the port that clients connect to
     */
    public static EmbeddedBroker startBehindProxy(Path folder, int port, int proxyPort) {
        return new EmbeddedBroker(folder, port, OptionalInt.of(proxyPort));
    }

    /** Starts a broker on any free port, with a temporary folder that {@link #close} deletes. */
    public static EmbeddedBroker startTemporary() {
        Path folder;
        try {
            folder = Files.createTempDirectory("rfm-streams-kafka");
        } catch (IOException noFolder) {
            throw new EmbeddedBrokerException("cannot create a temporary folder for Kafka", noFolder);
        }
        AutoCloseable removal = () -> Utils.delete(folder.toFile());
        try {
            EmbeddedBroker broker = new EmbeddedBroker(folder, 0, OptionalInt.empty());
            broker.parts.addLast(removal);
            return broker;
        } catch (RuntimeException notStarted) {
            closeQuietly(removal);
            throw notStarted;
        }
    }

    /** Returns host and port for Kafka clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the port on which the broker listens. */
    public int port() {
        return port;
    }

    /** Shuts the broker down cleanly, so that a restart on its folder needs no recovery. A second call has no effect. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception fault) {
            LOG.warn("The embedded Kafka did not close cleanly", fault);
        }
    }
}
