package io.rfmstreams.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.CustomerWithOrders;
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

/** Runs the topology in a test driver. The test advances the wall clock. Slices take no time. */
final class TopologyFixture implements AutoCloseable {

    static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private static final int MAX_POLLS = 10_000;
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

    /** Returns the rules of most tests: event time, a window of one year, no cold start. */
    static ProcessorRules rules() {
        return rules(ClockMode.EVENT, Window.ofDays(365), new ColdStart(1, 0));
    }

    static ProcessorRules rules(ClockMode clock, Window window, ColdStart coldStart) {
        return rules(clock, window, new SegmentRules(coldStart, 0, DirectionRule.MONOTONE), 2);
    }

    /** Returns rules with a batch size. */
    static ProcessorRules rules(ClockMode clock, Window window, SegmentRules segments, int slice) {
        SliceBudget slices =
                new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), slice, Duration.ofSeconds(1));
        return new ProcessorRules(
                HistoryRules.of(window, Duration.ofDays(30)),
                segments,
                ChurnPolicy.of("1,2", Duration.ofDays(14).toMillis(), 0.5),
                clock,
                new DateLimits(Duration.ofDays(1)),
                "EUR",
                slices,
                slices);
    }

    TopologyFixture(ProcessorRules rules) {
        this(rules, InputOffsets.empty());
    }

    TopologyFixture(ProcessorRules rules, InputOffsets inputOffsets) {
        this(rules, inputOffsets, KeyPartitioning.murmur2(1));
    }

    /** Creates a topology whose only task has partition 0 of a number of partitions. */
    TopologyFixture(ProcessorRules rules, KeyPartitioning partitioning) {
        this(rules, InputOffsets.empty(), partitioning);
    }

    private TopologyFixture(ProcessorRules rules, InputOffsets inputOffsets, KeyPartitioning partitioning) {
        sliceInterval = rules.reassignment().sliceInterval();
        models = new ModelRegistry(rules.history().window(), rules.churn());
        Properties properties = properties(new RateLimitedLog(() -> logTime, warnings::add));
        properties.put(KeyPartitioning.CONFIG_KEY, partitioning);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(topology(rules, models, inputOffsets, properties), properties, WALL);
        purchases = driver.createInputTopic(
                TOPICS.of(TopicRole.PURCHASES), new ByteArraySerializer(), new ByteArraySerializer());
        clock = driver.createInputTopic(
                TOPICS.of(TopicRole.CLOCK), new ByteArraySerializer(), new ByteArraySerializer());
        modelTopic =
                driver.createInputTopic(TOPICS.of(TopicRole.MODELS), new StringSerializer(), new ByteArraySerializer());
    }

    private static Topology topology(
            ProcessorRules rules, ModelRegistry models, InputOffsets inputOffsets, Properties properties) {
        return new SegmentationTopology(
                        TOPICS,
                        rules,
                        models,
                        inputOffsets,
                        new CacheBudget(1 << 20),
                        () -> WALL,
                        new SliceThrottle(() -> 0))
                .build(new TopologyConfig(new StreamsConfig(properties)));
    }

    /** Returns the description of the topology by Kafka Streams. */
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

    void refund(String customerId, String refundId, String orderId, String amount, String time) {
        send(customerId, new CustomerEvent.Refund(refundId, orderId, Money.of(amount), at(time)));
    }

    void send(String customerId, CustomerEvent event) {
        send(
                customerId.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                PurchaseJson.encode(customerId, event, null));
    }

    @SuppressWarnings("NullAway") // key and value may be null; the types of the test driver do not allow null
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

    /** Sends a tick with a value for the header that names the offset of a purchase. */
    @SuppressWarnings("NullAway") // the value of a header may be null; Kafka's type does not allow null
    void tickAfter(String time, byte @Nullable [] follows) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TickJson.FOLLOWS_HEADER, follows);
        clock.pipeInput(new TestRecord<>(null, TickJson.encode(at(time)), headers));
    }

    /** Returns the logged warnings. */
    List<String> warnings() {
        return warnings;
    }

    /** Advances the clock of the rate-limited log. */
    void advanceLogClock(Duration time) {
        logTime += time.toMillis();
    }

    /** Publishes and activates a model. */
    void activate(SegmentationModel model) {
        publish(ModelJson.key(model.version()), ModelJson.encode(model));
        publish(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version()));
    }

    void publish(String key, byte[] value) {
        modelTopic.pipeInput(key, value);
    }

    /** Advances the wall clock in steps of one slice interval. */
    void advanceWallClock(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(sliceInterval)) {
            driver.advanceWallClockTime(sliceInterval);
        }
    }

    /** Advances the wall clock in one step. */
    void advanceWallClockInOneStep(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Advances the wall clock until the reassignment is complete and no timers are due. */
    void advanceUntilIdle() {
        for (int polls = 0; polls < MAX_POLLS; polls++) {
            advanceWallClock(Duration.ofMillis(520));
            if (!progress().isReassigning() && progress().areTimersDone()) {
                return;
            }
        }
        throw new AssertionError("not done after " + MAX_POLLS + " polls: " + progress());
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

    /** Returns the profiles that were written since the last call, in order. */
    List<JsonNode> profiles() {
        return read(TopicRole.PROFILES).stream()
                .filter(record -> record.value() != null)
                .map(TestRecord::value)
                .map(TopologyFixture::json)
                .toList();
    }

    Optional<Customer> customer(String customerId) {
        return Optional.ofNullable(customers().get(customerId)).map(CustomerWithOrders::customer);
    }

    /** Returns the number of rows of the orders store, including links to refunds, and of orders that are with their customer. */
    long rows() {
        KeyValueStore<Bytes, byte[]> orders = driver.getKeyValueStore(StoreNames.ORDERS);
        long rows = customers().newestOrders();
        try (KeyValueIterator<Bytes, byte[]> all = orders.all()) {
            for (; all.hasNext(); all.next()) {
                rows++;
            }
        }
        return rows;
    }

    private TestCustomerStore customers() {
        return new TestCustomerStore(driver.getKeyValueStore(StoreNames.CUSTOMERS));
    }

    /** Returns the number of timers. */
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

    /** Returns a model with two segments that differ only in frequency; see {@link TestModels#byFrequency}. */
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

    /** Creates a state folder. All processes of a machine share the default folder of Kafka Streams. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory("topology-test");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }
}
