package io.rfmstreams.bench;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.bench.child.ChildBroker;
import io.rfmstreams.bench.child.CommittedPurchases;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of an installation on a broker, seen from its producers and its operator. */
final class BenchInstallation implements AutoCloseable {

    static final int PARTITIONS = 8;

    private static final String CHANGELOG = "-changelog";

    private final Map<String, String> configuration = new TreeMap<>();
    private final Settings settings;
    private final Admin admin;

    /** Creates the topics. */
    BenchInstallation(ChildBroker broker, String name, Map<String, String> overrides) {
        configuration.put("kafka.bootstrap.servers", broker.bootstrapServers());
        configuration.put("application.id", name);
        configuration.put("topics.prefix", name + ".");
        configuration.put("topics.partitions", String.valueOf(PARTITIONS));
        configuration.put("topics.replication", "1");
        configuration.putAll(overrides);
        settings = settings(Map.of());
        admin = settings.kafka().admin();
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
    }

    /** Returns the configuration, with other values for some keys. */
    Map<String, String> configuration(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(configuration);
        all.putAll(others);
        return all;
    }

    Settings settings(Map<String, String> others) {
        return new Settings(Configuration.load(configuration(others), Map.of(), null));
    }

    Admin admin() {
        return admin;
    }

    void activate(SegmentationModel model) {
        try (var publisher = new ModelTopic(settings).publisher()) {
            publisher.publish(model, true);
        }
    }

    /** Sends orders and waits until Kafka has them. */
    @SuppressWarnings("FutureReturnValueIgnored") // waited for by the flush
    void send(Iterator<CustomerBase.Made> orders) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        String topic = settings.topics().of(TopicRole.PURCHASES);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            orders.forEachRemaining(made -> producer.send(new ProducerRecord<>(
                    topic, made.customerId(), PurchaseJson.encode(made.customerId(), made.purchase(), null))));
        }
    }

    /**
     * Waits until the processor has committed all that has been sent.
     *
     * @param hasEnded whether the processor has stopped
     */
    void awaitProcessed(BooleanSupplier hasEnded) throws InterruptedException, ExecutionException {
        CommittedPurchases.await(admin, settings, PARTITIONS, hasEnded);
    }

    /** Returns the bytes of each changelog on the broker, by the name of its store. */
    SortedMap<String, Long> changelogBytes() throws InterruptedException, ExecutionException {
        String prefix = settings.applicationId() + "-";
        SortedMap<String, Long> bytes = new TreeMap<>();
        admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(prefix)
                        && replica.getKey().topic().endsWith(CHANGELOG))
                .forEach(replica -> {
                    String topic = replica.getKey().topic();
                    String store = topic.substring(prefix.length(), topic.length() - CHANGELOG.length());
                    bytes.merge(store, replica.getValue().size(), Long::sum);
                });
        return bytes;
    }

    @Override
    public void close() {
        admin.close();
    }
}
