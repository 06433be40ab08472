package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Page;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes the window, the number of partitions and the features as {@code docs/operations.md} describes it. */
@Timeout(300)
class UpgradeIT {

    private static final int CUSTOMERS = 120;
    private static final String NOW = "2024-12-01T00:00:00Z";
    private static final Page PAGE = Page.of("docs/operations.md");

    private final Path folder;

    UpgradeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** An installation with its properties file. */
    private record Shop(Path file, Settings settings) {}

    @Test
    void shouldChangeTheWindowAndThePartitionsAsDocumented() throws Exception {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given an installation with customers
            broker.start();
            Map<String, String> common = common(broker);
            Shop first = shop("v1", common, Map.of("topics.partitions", "2"));
            run(first, "topics", "--create");
            send(first);
            process(first);
            Map<String, String> before = frequencies(first);

            // When the window is changed in place
            assertThatThrownBy(() -> process(shop("v1", common, Map.of("rfm.window", "P180D"))))

                    // Then
                    .hasStackTraceContaining("set another application.id to rebuild the state");

            // When the window is changed as documented
            Shop second = shop("v2", common, documented("application.id=rfm-streams-v2"));
            run(second, "topics", "--create");
            process(second);
            run(second, "train");

            // Then orders that are older than the new window do not count, and the first installation is as before
            assertThat(frequencies(second)).isEqualTo(expectedWithin180Days());
            assertThat(frequencies(first)).isEqualTo(before).isNotEqualTo(expectedWithin180Days());

            // When the number of partitions is changed as documented
            Shop third = shop("v3", common, documented("application.id=rfm-streams-v3"));
            run(third, "topics", "--create");
            copyPurchases(first, third);
            process(third);
            run(third, "train");

            // Then
            assertThat(frequencies(third)).isEqualTo(before);
            try (Admin admin = third.settings().kafka().admin()) {
                assertThat(TopicAdmin.partitions(admin, "v3.purchases")).isEqualTo(16);
            }
        }
    }

    @Test
    void shouldChangeTheFeaturesAsDocumented() throws Exception {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given an installation with customers and a model
            broker.start();
            Map<String, String> common = common(broker);
            Shop before = shop("v1", common, Map.of("topics.partitions", "2"));
            run(before, "topics", "--create");
            send(before);
            process(before);
            run(before, "train");
            awaitModel(before, 1);
            Map<String, String> frequencies = frequencies(before);

            // When
            Shop after = shop("v1", common, documented("model.transform=log1p"));
            run(after, "train");
            awaitModel(after, 2);

            // Then the customers have the features of the new model, and nothing was counted again
            assertThat(new ProfileTopic(after.settings()).read().profiles())
                    .hasSize(CUSTOMERS)
                    .allMatch(profile -> Integer.valueOf(2).equals(profile.modelVersion()));
            assertThat(frequencies(after)).isEqualTo(frequencies);
            FeatureSpace features = Objects.requireNonNull(
                            new ModelTopic(after.settings()).read().models().get(2))
                    .features();
            assertThat(List.of(features.recency(), features.frequency(), features.monetary()))
                    .allMatch(each -> each.transform() == Transform.LOG1P && each.scaling() == Scaling.MINMAX);
        }
    }

    private static Map<String, String> common(EmbeddedTestBroker broker) {
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "rfm.clock",
                "event",
                "cold.start.orders",
                "1",
                "topics.replication",
                "1");
    }

    /** Runs a processor until it has assigned all customers by a model. */
    private static void awaitModel(Shop shop, int version) {
        try (StreamProcessor processor = new StreamProcessor(shop.settings());
                Admin admin = shop.settings().kafka().admin()) {
            CatchUp catchUp = new CatchUp(processor, admin, shop.settings());
            processor.start();
            catchUp.awaitRunning();
            catchUp.awaitReassigned(version);
            catchUp.awaitSettled(Timestamps.parse(NOW));
        }
    }

    private Shop shop(String name, Map<String, String> common, Map<String, String> others) throws IOException {
        Map<String, String> all = new TreeMap<>(others);
        all.putAll(common);
        all.put("process.state.dir", folder.resolve(name).toString());
        List<String> lines = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        Path file = Files.write(folder.resolve(name + ".properties"), lines);
        return new Shop(file, new Settings(Configuration.load(Map.of(), Map.of(), file)));
    }

    private static void run(Shop shop, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--config", shop.file().toString()));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s: %s", List.of(words), run.err()).isZero();
    }

    /** Runs a processor until it has processed all orders up to {@link #NOW}. */
    private static void process(Shop shop) {
        Settings settings = shop.settings();
        ProcessRole.requireTopics(settings);
        long now = Timestamps.parse(NOW);
        try (StreamProcessor processor = new StreamProcessor(settings);
                Admin admin = settings.kafka().admin()) {
            CatchUp catchUp = new CatchUp(processor, admin, settings);
            processor.start();
            catchUp.awaitRunning();
            catchUp.awaitProcessed();
            new ClockTopic(settings).tick(now);
            catchUp.awaitSettled(now);
        }
    }

    private static void send(Shop shop) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        String topic = shop.settings().topics().of(TopicRole.PURCHASES);
        for (Sent order : orders()) {
            records.add(new ProducerRecord<>(
                    topic,
                    order.customerId().getBytes(UTF_8),
                    PurchaseJson.encode(order.customerId(), order.event(), null)));
        }
        send(shop, records);
    }

    /** Does what Kafka's console consumer and producer do: copies keys and values, and lets the producer choose partitions. */
    private static void copyPurchases(Shop from, Shop to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        String topic = to.settings().topics().of(TopicRole.PURCHASES);
        new TopicReader(from.settings().kafka())
                .readBytes(
                        from.settings().topics().of(TopicRole.PURCHASES),
                        record -> records.add(new ProducerRecord<>(topic, record.key(), record.value())));
        send(to, records);
    }

    private static void send(Shop shop, List<ProducerRecord<byte[], byte[]>> records) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                shop.settings().kafka().common(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.stream().map(producer::send).toList().forEach(sent -> KafkaFutures.await(sent, "send an order"));
        }
    }

    /** Returns the settings in the properties file that the page shows. */
    private static Map<String, String> documented(String firstLine) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(String.join("\n", PAGE.block(firstLine))));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Returns the orders of customers: two in January 2024, and as many in November as the last digit says. */
    private static List<Sent> orders() {
        List<Sent> orders = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            for (int order = 0; order < 2 + customer % 10; order++) {
                String month = order < 2 ? "01" : "11";
                orders.add(Installation.bought(
                        "c" + customer,
                        String.valueOf(order),
                        String.valueOf(10 + customer),
                        "2024-" + month + "-1" + order % 10 + "T10:00:00Z"));
            }
        }
        return orders;
    }

    private static Map<String, String> expectedWithin180Days() {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .collect(Collectors.toMap(i -> "c" + i, i -> String.valueOf(i % 10), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> frequencies(Shop shop) {
        return new ProfileTopic(shop.settings())
                .read().profiles().stream()
                        .collect(Collectors.toMap(
                                CustomerProfile::customerId,
                                profile -> String.valueOf(profile.rfm().frequency()),
                                (a, b) -> a,
                                TreeMap::new));
    }
}
