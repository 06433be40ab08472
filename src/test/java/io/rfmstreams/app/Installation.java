package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.TaskRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An installation on a shared broker, with its own topics, application id and state. */
public final class Installation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 2;

    private final Map<String, String> overrides;
    private final Settings settings;

    /** Creates the topics of an installation in event time and without cold start. */
    static Installation create(String bootstrapServers, String name, Path stateDir) {
        return create(bootstrapServers, name, stateDir, PARTITIONS);
    }

    /** Creates the topics of an installation with a number of partitions; see {@link #create(String, String, Path)}. */
    public static Installation create(String bootstrapServers, String name, Path stateDir, int partitions) {
        Installation installation = new Installation(Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "application.id",
                name,
                "topics.prefix",
                name + ".",
                "process.state.dir",
                stateDir.toString(),
                "process.reassignment.poll.interval",
                "PT0.05S",
                "process.stop.timeout",
                "PT30S", // a machine with much other work
                "rfm.clock",
                "event",
                "cold.start.orders",
                "1",
                "http.port",
                "0"));
        try (Admin admin = installation.settings.kafka().admin()) {
            new TopicAdmin(admin, installation.settings.topics()).createMissing(partitions, (short) 1);
        }
        return installation;
    }

    /** Returns settings that are not of an installation. */
    public static Settings settings(Map<String, String> configuration) {
        return new Settings(Configuration.load(configuration, Map.of(), null));
    }

    private Installation(Map<String, String> overrides) {
        this.overrides = overrides;
        this.settings = new Settings(Configuration.load(overrides, Map.of(), null));
    }

    /** Returns the same installation with another value for one key. */
    public Installation with(String key, String value) {
        Map<String, String> others = new HashMap<>(overrides);
        others.put(key, value);
        return new Installation(others);
    }

    /** Returns the configuration. */
    public Map<String, String> overrides() {
        return overrides;
    }

    public Settings settings() {
        return settings;
    }

    /** A running processor. */
    record RunningProcessor(StreamProcessor processor, Admin admin, CatchUp catchUp) implements AutoCloseable {

        /** Returns the clocks of all tasks. */
        List<Long> clocks() {
            return processor.progress().stream().map(TaskRow::now).sorted().toList();
        }

        @Override
        public void close() {
            processor.close();
            admin.close();
        }
    }

    RunningProcessor start() {
        StreamProcessor processor = new StreamProcessor(settings);
        Admin admin = settings.kafka().admin();
        RunningProcessor running = new RunningProcessor(processor, admin, new CatchUp(processor, admin, settings));
        processor.start();
        running.catchUp().awaitRunning();
        return running;
    }

    /** An event of a customer. */
    record Sent(String customerId, CustomerEvent event) {}

    static Sent bought(String customerId, String orderId, String amount, String time) {
        return new Sent(customerId, new Purchase(orderId, Money.of(amount), Timestamps.parse(time)));
    }

    static Sent refunded(String customerId, String refundId, String orderId, String amount, String time) {
        return new Sent(customerId, new Refund(refundId, orderId, Money.of(amount), Timestamps.parse(time)));
    }

    void send(Sent... events) {
        send(List.of(events));
    }

    void send(List<Sent> events) {
        sendAll(
                TopicRole.PURCHASES,
                events.stream()
                        .map(sent -> Map.entry(
                                sent.customerId(), PurchaseJson.encode(sent.customerId(), sent.event(), null)))
                        .toList());
    }

    /** Writes profiles to their topic, as a processor does. */
    void sendProfiles(List<CustomerProfile> profiles) {
        sendAll(
                TopicRole.PROFILES,
                profiles.stream()
                        .map(profile -> Map.entry(profile.customerId(), CustomerProfileJson.encode(profile)))
                        .toList());
    }

    void send(TopicRole role, String key, byte[] value) {
        sendAll(role, List.of(Map.entry(key, value)));
    }

    void send(TopicRole role, String key, String value) {
        send(role, key, value.getBytes(UTF_8));
    }

    private void sendAll(TopicRole role, List<Map.Entry<String, byte[]>> records) {
        try (Producer<String, byte[]> producer = settings.kafka().producer()) {
            records.stream()
                    .map(record -> producer.send(
                            new ProducerRecord<>(settings.topics().of(role), record.getKey(), record.getValue())))
                    .toList()
                    .forEach(answer -> KafkaFutures.await(answer, "send to " + role));
        }
    }

    /** Publishes and activates a model. */
    public void publish(SegmentationModel model) {
        try (ModelPublisher publisher = new ModelTopic(settings).publisher()) {
            publisher.publish(model, true);
        }
    }

    public void tick(String time) {
        new ClockTopic(settings).tick(Timestamps.parse(time));
    }

    /** Returns the committed records of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> read(TopicRole role) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicReader(settings.kafka()).readBytes(settings.topics().of(role), records::add);
        return records;
    }

    List<JsonNode> changes() {
        List<JsonNode> changes = new ArrayList<>();
        new TopicReader(settings.kafka()).read(settings.topics().of(TopicRole.CHANGES), record -> {
            try {
                changes.add(JSON.readTree(record.value()));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        });
        return changes;
    }

    List<CustomerProfile> profiles() {
        return List.copyOf(new ProfileTopic(settings).read().profiles());
    }

    String export(long now) {
        try (ProfileStore profiles = new ProfileTopic(settings).readToDisk()) {
            StringBuilder csv = new StringBuilder();
            ModelTopic.Models models = new ModelTopic(settings).read();
            new ProfileExport(models.models(), models.activeModel(), now).write(profiles, null, csv);
            return csv.toString();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
