package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.TopicRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Records at the size limits of Kafka: the largest possible inputs, and outputs that exceed the limit of a topic or of
 * the producer.
 */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class OversizedRecordsIT {

    /** The default of the producer's {@code max.request.size}. */
    private static final int PRODUCER_LIMIT = 1_048_576;

    /** The default of a topic's {@code max.message.bytes} and a broker's {@code message.max.bytes}. */
    private static final int TOPIC_LIMIT = 1_048_588;

    private static final Map<String, Object> GENEROUS = Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
    private static final Map<String, Object> COMPRESSING =
            Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20, ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path folder;

    OversizedRecordsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void startBroker() {
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldTruncateDeadLettersAndContinue(String guarantee) {
        // Given
        Installation shop = installation("poison-" + guarantee).with("process.guarantee", guarantee);
        shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
        List<ProducerRecord<byte[], byte[]>> poison = sendPoison(shop);
        shop.send(bought("ann", "2", "10", "2024-01-02T10:00:00Z"));

        // When
        try (RunningProcessor running = shop.start()) {
            running.catchUp().awaitProcessed();
        }
        try (RunningProcessor restarted = shop.start()) {
            shop.send(bought("ann", "3", "10", "2024-01-03T10:00:00Z"));
            restarted.catchUp().awaitProcessed();

            // Then
            assertThat(restarted.catchUp().counts()).containsEntry("orders", 3L);
        }
        assertThat(shop.profiles()).extracting(CustomerProfile::customerId).containsExactly("ann");
        Map<String, ConsumerRecord<String, byte[]>> letters = letters(shop);
        assertThat(letters).hasSize(poison.size());
        for (ProducerRecord<byte[], byte[]> original : poison) {
            assertCutOf(original, Objects.requireNonNull(letters.get(header(original.headers(), "name"))));
        }
    }

    @ParameterizedTest
    @CsvSource({"20000, 1000000", "1000000, 17000"})
    void shouldTruncateDeadLettersToLowerLimits(int producerLimit, int topicLimit) {
        // Given
        Installation shop = installation("low-" + producerLimit + "-" + topicLimit)
                .with("kafka.producer.max.request.size", String.valueOf(producerLimit));
        limit(shop, TopicRole.DEAD_LETTERS, topicLimit);
        ProducerRecord<byte[], byte[]> poison = purchase(shop, "1", noise(200_000));
        send(shop, poison);

        // When
        try (RunningProcessor running = shop.start()) {
            running.catchUp().awaitProcessed();
        }

        // Then
        ConsumerRecord<String, byte[]> letter =
                Objects.requireNonNull(letters(shop).get("1"));
        assertThat(letter.value()).hasSizeBetween(5_000, 20_000);
        assertCutOf(poison, letter);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANGES", "PROFILES"})
    void shouldStopWithOneMessageIfATopicRejectsAnOutput(TopicRole output) {
        // Given
        Installation shop = installation("refused-" + output);
        ListAppender<ILoggingEvent> log = listen();
        try (RunningProcessor running = shop.start()) {
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();
            limit(shop, output, 100);

            // When
            shop.send(bought("bob", "1", "10", "2024-01-01T10:00:00Z"));
            await().atMost(TIMEOUT).until(() -> running.processor().hasEnded());

            // Then
            assertThat(catchThrowable(() -> running.processor().awaitEnd())).isInstanceOf(IllegalStateException.class);
        }
        assertThat(errors(log))
                .singleElement()
                .asString()
                .startsWith("Kafka refused a record of topic "
                        + shop.settings().topics().of(output) + ": its ")
                .contains(" bytes are too many")
                .contains("max.message.bytes")
                .doesNotContain("bob");
        assertThat(letters(shop)).isEmpty();
        limit(shop, output, TOPIC_LIMIT);
        removeMembers(shop);
        try (RunningProcessor restarted = shop.start()) {
            restarted.catchUp().awaitProcessed();
            assertThat(restarted.catchUp().counts()).containsEntry("orders", 2L);
        }
        assertThat(shop.changes())
                .extracting(change -> change.path("customerId").asText())
                .containsExactlyInAnyOrder("ann", "bob");
        assertThat(shop.profiles()).extracting(CustomerProfile::customerId).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void shouldTruncateDeadLettersToALimitThatWasLoweredMeanwhile() {
        // Given
        Installation shop = installation("lowered");
        ListAppender<ILoggingEvent> log = listen();
        ProducerRecord<byte[], byte[]> poison = purchase(shop, "1", noise(200_000));
        try (RunningProcessor running = shop.start()) {
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();
            limit(shop, TopicRole.DEAD_LETTERS, 20_000);

            // When
            send(shop, poison);
            await().atMost(TIMEOUT).until(() -> running.processor().hasEnded());
        }
        removeMembers(shop);
        assertThat(errors(log))
                .singleElement()
                .asString()
                .startsWith("Kafka refused a record of topic lowered.rfm-dead-letters: its ");
        try (RunningProcessor restarted = shop.start()) {
            restarted.catchUp().awaitProcessed();
        }

        // Then
        assertCutOf(poison, Objects.requireNonNull(letters(shop).get("1")));
    }

    @Test
    void shouldNameATopicWhoseLimitIsTooSmall() {
        // Given
        Installation shop = installation("small");
        limit(shop, TopicRole.ALERTS, 16_383);

        // When
        Throwable fault = catchThrowable(() -> ProcessRole.run(shop.settings()));

        // Then
        assertThat(fault)
                .hasMessage(
                        "topics are not ready: small.churn-alerts has max.message.bytes=16383, must have at least 16384");
    }

    private Installation installation(String name) {
        return Installation.create(broker.bootstrapServers(), name, folder.resolve(name));
    }

    /** Sends invalid records of all relevant sizes, each with its name in a header. */
    private static List<ProducerRecord<byte[], byte[]>> sendPoison(Installation shop) {
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (int size : new int[] {0, 1, 1_000, 55_000, 65_535, 65_536, 65_537, 1_000_000}) {
            sent.add(purchase(shop, "value-" + size, noise(size)));
        }
        ProducerRecord<byte[], byte[]> manyHeaders = purchase(shop, "headers", noise(10));
        for (int i = 0; i < 40_000; i++) {
            manyHeaders.headers().add("h" + i, noise(10));
        }
        manyHeaders.headers().add("none", null);
        sent.add(manyHeaders);
        ProducerRecord<byte[], byte[]> largeHeader = purchase(shop, "header", noise(100_000));
        largeHeader.headers().add("large", noise(900_000)).add("small", noise(20));
        sent.add(largeHeader);
        String purchases = shop.settings().topics().of(TopicRole.PURCHASES);
        String clock = shop.settings().topics().of(TopicRole.CLOCK);
        sent.add(named("key", new ProducerRecord<>(purchases, 0, noise(1_000_000), noise(10))));
        sent.add(named("tick", new ProducerRecord<>(clock, 0, null, noise(1_000_000))));
        ProducerRecord<byte[], byte[]> compressed =
                purchase(shop, "compressed", "x".repeat(3 << 20).getBytes(UTF_8));
        try (Producer<byte[], byte[]> usual = producer(shop, Map.of());
                Producer<byte[], byte[]> generous = producer(shop, GENEROUS);
                Producer<byte[], byte[]> compressing = producer(shop, COMPRESSING)) {
            sent.forEach(record -> send(usual, record));
            send(compressing, compressed);
            sent.add(compressed);
            sent.add(sendLargest(shop, usual, "producer-limit", PRODUCER_LIMIT));
            sent.add(sendLargest(shop, generous, "topic-limit", TOPIC_LIMIT));
        }
        return sent;
    }

    /** Returns the largest accepted record if records of {@code limit} bytes in total are too large. */
    private static ProducerRecord<byte[], byte[]> sendLargest(
            Installation shop, Producer<byte[], byte[]> producer, String name, int limit) {
        for (int size = limit; size > limit - 200; size--) {
            ProducerRecord<byte[], byte[]> record = purchase(shop, name, noise(size));
            Throwable refused = catchThrowable(() -> send(producer, record));
            if (refused == null) {
                assertThat(size).isLessThan(limit);
                return record;
            }
            assertThat(refused).hasCauseInstanceOf(RecordTooLargeException.class);
        }
        throw new AssertionError("no record below " + limit + " bytes was accepted");
    }

    private static ProducerRecord<byte[], byte[]> purchase(Installation shop, String name, byte[] value) {
        String topic = shop.settings().topics().of(TopicRole.PURCHASES);
        return named(name, new ProducerRecord<>(topic, "ann".getBytes(UTF_8), value));
    }

    private static ProducerRecord<byte[], byte[]> named(String name, ProducerRecord<byte[], byte[]> record) {
        record.headers().add("name", name.getBytes(UTF_8));
        return record;
    }

    /** Returns bytes that cannot be compressed and are not JSON. */
    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        if (size > 0) {
            bytes[0] = 'x';
        }
        return bytes;
    }

    private static Producer<byte[], byte[]> producer(Installation shop, Map<String, Object> config) {
        Map<String, Object> all = new HashMap<>(shop.settings().kafka().common());
        all.putAll(config);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        KafkaFutures.await(producer.send(record), "send");
    }

    private static void send(Installation shop, ProducerRecord<byte[], byte[]> record) {
        try (Producer<byte[], byte[]> producer = producer(shop, Map.of())) {
            send(producer, record);
        }
    }

    private static void limit(Installation shop, TopicRole role, int bytes) {
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, shop.settings().topics().of(role));
        ConfigEntry entry = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
        try (Admin admin = shop.settings().kafka().admin()) {
            KafkaFutures.await(
                    admin.incrementalAlterConfigs(
                                    Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                            .all(),
                    "set the limit of a topic");
            await().atMost(TIMEOUT).until(() -> bytes(admin, topic).equals(entry.value()));
        }
    }

    /**
     * Removes the members that remain in the group. A member that did not leave stays in its group for 45 s, and its
     * successor would wait for that.
     */
    private static void removeMembers(Installation shop) {
        try (Admin admin = shop.settings().kafka().admin()) {
            String group = shop.settings().applicationId();
            boolean isEmpty =
                    KafkaFutures.await(
                                    admin.describeConsumerGroups(List.of(group)).all(), "describe the group")
                            .values()
                            .stream()
                            .allMatch(description -> description.members().isEmpty());
            if (isEmpty) {
                return;
            }
            KafkaFutures.await(
                    admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                            .all(),
                    "remove the members of the group");
        }
    }

    private static String bytes(Admin admin, ConfigResource topic) {
        return Objects.requireNonNull(
                        KafkaFutures.await(admin.describeConfigs(List.of(topic)).all(), "read the settings of a topic")
                                .get(topic))
                .get("max.message.bytes")
                .value();
    }

    private static Map<String, ConsumerRecord<String, byte[]>> letters(Installation shop) {
        Map<String, ConsumerRecord<String, byte[]>> letters = new HashMap<>();
        new TopicReader(shop.settings().kafka()).read(shop.settings().topics().of(TopicRole.DEAD_LETTERS), letter -> {
            ConsumerRecord<String, byte[]> other = letters.put(header(letter.headers(), "name"), letter);
            assertThat(other).isNull();
        });
        return letters;
    }

    private static void assertCutOf(ProducerRecord<byte[], byte[]> original, ConsumerRecord<String, byte[]> letter) {
        int size = letter.value().length;
        assertThat(size).isLessThan(65_536);
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(original.value(), size));
        if (size < original.value().length) {
            assertThat(size).isGreaterThan(4_000);
        }
        assertThat(header(letter.headers(), "original-size")).isEqualTo(String.valueOf(original.value().length));
        assertThat(header(letter.headers(), "__streams.errors.topic")).isEqualTo(original.topic());
        assertThat(header(letter.headers(), "error")).isIn("bad-json", "bad-id");
        long kept = Arrays.stream(letter.headers().toArray())
                .filter(header -> Arrays.stream(original.headers().toArray()).anyMatch(header::equals))
                .count();
        assertThat(header(letter.headers(), "original-headers"))
                .isEqualTo(String.valueOf(original.headers().toArray().length));
        assertThat(kept).isGreaterThan(0);
    }

    private static String header(Headers headers, String name) {
        return new String(Objects.requireNonNull(headers.lastHeader(name), name).value(), UTF_8);
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger("io.rfmstreams")).addAppender(log);
        return log;
    }

    private static List<String> errors(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
