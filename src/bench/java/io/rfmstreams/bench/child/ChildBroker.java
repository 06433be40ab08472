package io.rfmstreams.bench.child;

import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** The embedded Kafka in a JVM of its own. */
public final class ChildBroker implements AutoCloseable {

    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    /** Kafka's default. With the small buffer of the embedded Kafka, compaction would not keep up with a benchmark. */
    private static final AlterConfigOp CLEANER_BUFFER = new AlterConfigOp(
            new ConfigEntry("log.cleaner.dedupe.buffer.size", String.valueOf(128 << 20)), AlterConfigOp.OpType.SET);

    private final ChildJvm jvm;
    private final String bootstrapServers;

    private ChildBroker(ChildJvm jvm, String bootstrapServers) {
        this.jvm = jvm;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param folder for its data and its log
     * @param heap such as {@code 512m}
     */
    public static ChildBroker start(Path folder, String heap)
            throws IOException, InterruptedException, ExecutionException {
        int port = freePort();
        ChildJvm jvm = ChildJvm.start(
                List.of("-Xmx" + heap, "-XX:+UseParallelGC"),
                ChildBroker.class.getName(),
                List.of(folder.resolve("broker").toString(), String.valueOf(port)),
                folder.resolve("broker.log"));
        ChildBroker broker = new ChildBroker(jvm, "127.0.0.1:" + port);
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().nodes().get();
            admin.incrementalAlterConfigs(Map.of(ALL_BROKERS, List.of(CLEANER_BUFFER)))
                    .all()
                    .get();
        }
        return broker;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** The program of the child. Arguments: folder, port. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close"));
        new CountDownLatch(1).await();
    }
}
