package io.rfmstreams.demo;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.raft.QuorumConfig;

/**
 * The settings of the embedded Kafka: one node with both roles and replication factor 1, configured to start fast.
 *
 * @param advertisedPort the port that clients connect to; it differs from the port of the broker behind a proxy
 * @param others further settings of Kafka, which replace those of this class
 */
record BrokerSettings(Path folder, int brokerPort, int advertisedPort, int controllerPort, Map<String, String> others) {

    static final String HOST = "127.0.0.1";
    static final String BROKER_LISTENER = "BROKER";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final int NODE_ID = 1;

    /** Returns the voters of the quorum: this node only. Its port may differ at each start. */
    Map<Integer, InetSocketAddress> voters() {
        return QuorumConfig.parseVoterConnections(List.of(quorum()));
    }

    Map<String, String> toKafka() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", folder.toString());
        addListeners(settings);
        addReplication(settings);
        // A demo that was stopped for longer than a week, Kafka's default, continues where it stopped.
        settings.put("offsets.retention.minutes", "5256000");
        // Stream threads join one after the other. Without a delay, the first one would get all tasks.
        settings.put("group.initial.rebalance.delay.ms", "200");
        settings.put("auto.create.topics.enable", "false");
        settings.put("controlled.shutdown.enable", "true");
        // After a kill, the node can register again only after its old registration has expired.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.putAll(others);
        return settings;
    }

    private void addListeners(Map<String, String> settings) {
        String broker = BROKER_LISTENER + "://" + HOST + ":" + brokerPort;
        settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", BROKER_LISTENER + "://" + HOST + ":" + advertisedPort);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", quorum());
    }

    private String quorum() {
        return NODE_ID + "@" + HOST + ":" + controllerPort;
    }

    private static void addReplication(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
    }
}
