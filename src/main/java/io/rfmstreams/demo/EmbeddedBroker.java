package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka (KRaft) in this process, reachable from this machine only. Its data lives in a folder of its
 * own, which a later start on the same folder takes up again, or in a temporary one that goes when the broker is closed.
 * Topics are not created on first use. For demos and tests: one node keeps one copy of everything.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final int port;
    private final String bootstrapServers;

    private EmbeddedBroker(Path folder, int wantedPort, OptionalInt proxyPort) {
        try {
            parts.push(FolderLock.take(folder));
            PreboundSockets sockets = opened(new PreboundSockets());
            port = sockets.bind(BrokerSettings.BROKER_LISTENER, wantedPort);
            int controllerPort = sockets.bind(BrokerSettings.CONTROLLER_LISTENER, 0);
            int advertisedPort = proxyPort.orElse(port);
            bootstrapServers = BrokerSettings.HOST + ":" + advertisedPort;
            BrokerFolder.format(folder);
            KafkaNode node =
                    opened(new KafkaNode(new BrokerSettings(folder, port, advertisedPort, controllerPort), sockets));
            node.start();
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts on any free port; see {@link #start(Path, int)}. */
    public static EmbeddedBroker start(Path folder) {
        return start(folder, 0);
    }

    /**
     * Starts a broker and returns once it serves.
     *
     * @param folder holds nothing but the broker's data; made if it is not there, and kept
     * @param port 0 for any free one
     * @throws EmbeddedBrokerException if the port is taken, the folder is in use by another broker or cannot be written,
     *     or Kafka does not come up
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return new EmbeddedBroker(folder, port, OptionalInt.empty());
    }

    /**
     * Starts a broker whose clients reach it through a proxy on this machine; see {@link #start(Path, int)}.
     *
     * @param proxyPort the port that clients are told to connect to
     */
    public static EmbeddedBroker startBehindProxy(Path folder, int port, int proxyPort) {
        return new EmbeddedBroker(folder, port, OptionalInt.of(proxyPort));
    }

    /** Starts on any free port, with a temporary folder that {@link #close} removes. */
    public static EmbeddedBroker startTemporary() {
        Path folder;
        try {
            folder = Files.createTempDirectory("rfm-streams-kafka");
        } catch (IOException noFolder) {
            throw new EmbeddedBrokerException("no temporary folder for Kafka can be made", noFolder);
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

    /** Host and port for Kafka clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The port that the broker itself listens on. */
    public int port() {
        return port;
    }

    /** Shuts the broker down in order, so that a restart on its folder needs no recovery. Closing twice does nothing. */
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
