package io.rfmstreams.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in a test driver, its wall clock moved by hand; its own work takes no time. */
final class TopologyFixture implements AutoCloseable {

    static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private static final int MOST_LOOKS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicNames TOPICS = TopicNames.defaults();

    private final Path stateDir = newFolder();
    private final List<String> warnings = new ArrayList<>();
    private final Duration sliceInterval;
    private final ModelRegistry models;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> purchases;
    private final TestInputTopic<byte[], byte[]> clock;
    private final TestInputTopic<String, byte[]> modelTopic;
    private long logTime;

    /** The rules that most tests run under: event time, a rolling year, no cold start. */
    static ProcessorRules rules() {
        return rules(ClockMode.EVENT, Window.ofDays(365), new ColdStart(1, 0));
    }

    static ProcessorRules rules(ClockMode clock, Window window, ColdStart coldStart) {
        return rules(clock, window, new SegmentRules(coldStart, 0, DirectionRule.MONOTONE), 2);
    }

    /** Rules with so many customers a slice. */
    static ProcessorRules rules(ClockMode clock, Window window, SegmentRules segments, int slice) {
        SliceBudget slices =
                new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), slice, Duration.ofSeconds(1));
        return new ProcessorRules(
                HistoryRules.of(window, Duration.ofDays(30)),
                segments,
                ChurnPolicy.of("1,2", Duration.ofDays(14).toMillis()),
                clock,
                new DateLimits(Duration.ofDays(1)),
                "EUR",
                slices,
                slices);
    }

    TopologyFixture(ProcessorRules rules) {
        this(rules, InputOffsets.empty());
    }

    TopologyFixture(ProcessorRules rules, InputOffsets probe) {
        this(rules, probe, KeyPartitioning.murmur2(1));
    }

    /** A topology whose only task has partition 0 of so many. */
    TopologyFixture(ProcessorRules rules, KeyPartitioning partitioning) {
        this(rules, InputOffsets.empty(), partitioning);
    }

    private TopologyFixture(ProcessorRules rules, InputOffsets probe, KeyPartitioning partitioning) {
        sliceInterval = rules.reassignment().sliceInterval();
        models = new ModelRegistry(rules.history().window(), rules.churn());
        Properties properties = properties(new RateLimitedLog(() -> logTime, warnings::add));
        properties.put(KeyPartitioning.CONFIG_KEY, partitioning);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(topology(rules, models, probe, properties), properties, WALL);
        purchases = driver.createInputTopic(
                TOPICS.of(TopicRole.PURCHASES), new ByteArraySerializer(), new ByteArraySerializer());
        clock = driver.createInputTopic(
                TOPICS.of(TopicRole.CLOCK), new ByteArraySerializer(), new ByteArraySerializer());
        modelTopic =
                driver.createInputTopic(TOPICS.of(TopicRole.MODELS), new StringSerializer(), new ByteArraySerializer());
    }

    private static Topology topology(
            ProcessorRules rules, ModelRegistry models, InputOffsets probe, Properties properties) {
        return new SegmentationTopology(
                        TOPICS, rules, models, probe, new CacheBudget(1 << 20), () -> WALL, new SliceThrottle(() -> 0))
                .build(new TopologyConfig(new StreamsConfig(properties)));
    }

    /** The topology as Kafka Streams describes it. */
    static String describe(ProcessorRules rules) {
        Properties properties = properties(new RateLimitedLog(() -> 0, line -> {}));
        return topology(rules, new ModelRegistry(Window.LIFETIME, rules.churn()), InputOffsets.empty(), properties)
                .describe()
                .toString();
    }

    private static Properties properties(RateLimitedLog warnings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(
                DeadLetters.CONFIG_KEY,
                new DeadLetters(TOPICS.of(TopicRole.DEAD_LETTERS), DeadLetters.MAX_BYTES, warnings));
        return properties;
    }

    static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    void buy(String customerId, String orderId, String amount, String time) {
        send(customerId, new Purchase(orderId, Money.of(amount), at(time)));
    }

    void giveBack(String customerId, String refundId, String orderId, String amount, String time) {
        send(customerId, new CustomerEvent.Refund(refundId, orderId, Money.of(amount), at(time)));
    }

    void send(String customerId, CustomerEvent event) {
        send(
                customerId.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                PurchaseJson.encode(customerId, event, null));
    }

    @SuppressWarnings("NullAway") // records may lack key and value; the test driver's types do not say so
    void send(byte @Nullable [] key, byte @Nullable [] value) {
        purchases.pipeInput(key, value);
    }

    void send(TestRecord<byte[], byte[]> purchase) {
        purchases.pipeInput(purchase);
    }

    void tick(String time) {
        clock.pipeInput(TickJson.encode(at(time)));
    }

    void tickAfter(String time, long followsOffset) {
        tickAfter(time, String.valueOf(followsOffset).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A tick with this in the header that says which purchase it follows. */
    @SuppressWarnings("NullAway") // a header may lack a value; Kafka's type does not say so
    void tickAfter(String time, byte @Nullable [] follows) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TickJson.FOLLOWS_HEADER, follows);
        clock.pipeInput(new TestRecord<>(null, TickJson.encode(at(time)), headers));
    }

    /** What the log warns of. */
    List<String> warnings() {
        return warnings;
    }

    /** Moves the time by which the log says no more than it may. */
    void passInLog(Duration time) {
        logTime += time.toMillis();
    }

    /** Publishes a model and makes it the active one. */
    void activate(SegmentationModel model) {
        publish(ModelJson.key(model.version()), ModelJson.encode(model));
        publish(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version()));
    }

    void publish(String key, byte[] value) {
        modelTopic.pipeInput(key, value);
    }

    /** Lets wall clock time pass in steps of one reassignment slice. */
    void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(sliceInterval)) {
            driver.advanceWallClockTime(sliceInterval);
        }
    }

    /** Lets wall clock time pass without a look in between. */
    void passAtOnce(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Lets wall clock time pass until the reassignment is over and nobody is due any more. */
    void passUntilAllIsDone() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            pass(Duration.ofMillis(520));
            if (!progress().isReassigning() && progress().areTimersDone()) {
                return;
            }
        }
        throw new AssertionError("not done after " + MOST_LOOKS + " looks: " + progress());
    }

    List<JsonNode> alerts() {
        return read(TopicRole.ALERTS).stream()
                .map(TestRecord::value)
                .map(TopologyFixture::json)
                .toList();
    }

    List<JsonNode> changes() {
        return read(TopicRole.CHANGES).stream()
                .map(TestRecord::value)
                .map(TopologyFixture::json)
                .toList();
    }

    List<TestRecord<String, byte[]>> read(TopicRole role) {
        TestOutputTopic<String, byte[]> topic =
                driver.createOutputTopic(TOPICS.of(role), new StringDeserializer(), new ByteArrayDeserializer());
        return new ArrayList<>(topic.readRecordsToList());
    }

    /** The last profile of each record read, in order. */
    List<JsonNode> profiles() {
        return read(TopicRole.PROFILES).stream()
                .filter(record -> record.value() != null)
                .map(TestRecord::value)
                .map(TopologyFixture::json)
                .toList();
    }

    Optional<Customer> customer(String customerId) {
        KeyValueStore<String, Customer> customers = driver.getKeyValueStore(StoreNames.CUSTOMERS);
        return Optional.ofNullable(customers.get(customerId));
    }

    /** How many rows the orders store has, those that lead to refunds included. */
    long rows() {
        KeyValueStore<Bytes, byte[]> orders = driver.getKeyValueStore(StoreNames.ORDERS);
        long rows = 0;
        try (KeyValueIterator<Bytes, byte[]> all = orders.all()) {
            for (; all.hasNext(); all.next()) {
                rows++;
            }
        }
        return rows;
    }

    /** How many entries the timers has. */
    long entries() {
        KeyValueStore<byte[], byte[]> timers = driver.getKeyValueStore(StoreNames.TIMERS);
        return new Timers(timers)
                .between(null, 0, Long.MAX_VALUE - 1, Integer.MAX_VALUE)
                .size();
    }

    TimerBacklog backlog() {
        return TimerBacklog.of(progress(), driver.getKeyValueStore(StoreNames.TIMERS));
    }

    TaskRow progress() {
        return Objects.requireNonNull(
                TaskRowFormat.readAll(driver.getKeyValueStore(StoreNames.TASKS)).get(0));
    }

    long count(Counter counter) {
        return progress().counts().of(counter);
    }

    ModelRegistry models() {
        return models;
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** Two segments, told apart by frequency alone: see {@link TestModels#byFrequency}. */
    static SegmentationModel model(int version, double border) {
        return TestModels.byFrequency(version, border);
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(stateDir.toFile());
        } catch (IOException stillThere) {
            throw new UncheckedIOException(stillThere);
        }
    }

    /** Kafka's default folder is one for all that run on a machine. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory("topology-test");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }
}
