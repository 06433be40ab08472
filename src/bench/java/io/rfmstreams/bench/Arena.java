package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.EmbeddedBroker;
import io.rfmstreams.segment.SegmentationModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The broker with the purchases, sent once, on which one contender after the other runs. */
final class Arena implements AutoCloseable {

    private static final String PURCHASES = "purchases";
    private static final long LOOK_EVERY_MILLIS = 10;

    private final BenchmarkOptions options;
    private final Path stateFolder;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final SegmentationModel model;
    private final Map<TopicPartition, Long> ends;
    private @Nullable Examples examples;
    private int runs;

    Arena(BenchmarkOptions options, Path folder) throws InterruptedException, ExecutionException {
        this.options = options;
        stateFolder = folder.resolve("state");
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        Settings settings = settings("load", "at_least_once");
        admin = settings.kafka().admin();
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        model = load(settings);
        ends = ends(PURCHASES);
        long sent = ends.values().stream().mapToLong(Long::longValue).sum();
        if (sent != options.purchases()) {
            throw new IllegalStateException(sent + " of " + options.purchases() + " purchases were sent");
        }
    }

    /**
     * Lets a contender process all purchases, with state, outputs and consumer group of its own.
     *
     * @return how long it took from running to the last commit, and what it wrote
     */
    Run run(Contender contender, String guarantee) throws InterruptedException, ExecutionException {
        Settings settings = settings("run" + ++runs, guarantee);
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        publish(settings, model);
        Contender.Running running = contender.build(settings);
        try {
            running.start().run();
            while (!running.isRunning().getAsBoolean()) {
                Thread.sleep(1);
            }
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            while (!isWorkedOff(settings.applicationId())) {
                if (running.hasEnded().getAsBoolean()) {
                    throw new IllegalStateException("the topology has stopped before the end");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuMicros = (cpuNanos() - cpuStart) / 1e3;
            Run run = new Run(options.purchases() / seconds, cpuMicros / options.purchases(), written(settings));
            if (contender == Contender.FULL) {
                examples = new Examples(settings, run);
            }
            return run;
        } finally {
            running.close().run();
            removeTopics(settings.applicationId());
        }
    }

    /** What the last run of the whole topology wrote. */
    Examples examples() {
        return requireNonNull(examples, "the whole topology has not run yet");
    }

    Settings settings(String name, String guarantee) {
        Map<String, String> overrides = new HashMap<>(options.configuration());
        overrides.put("kafka.bootstrap.servers", broker.bootstrapServers());
        overrides.put("application.id", name);
        overrides.put("topics.prefix", name + ".");
        overrides.put("topics.partitions", String.valueOf(options.partitions()));
        overrides.put("topic.purchases", PURCHASES);
        overrides.put("process.threads", String.valueOf(options.threads()));
        overrides.put("process.guarantee", guarantee);
        overrides.put("process.state.dir", stateFolder.toString());
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }

    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, options.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Sends the purchases; returns the model that fits them. */
    @SuppressWarnings("FutureReturnValueIgnored") // the number of records is checked at the end
    private SegmentationModel load(Settings settings) throws InterruptedException, ExecutionException {
        // The last 90 days: at the end of what there is to read the clock goes on from here, and has nobody to catch up
        // with.
        Purchases purchases =
                new Purchases(options.purchases(), options.customers(), options.exponent(), System.currentTimeMillis());
        PurchaseTotals shoppers = new PurchaseTotals();
        try (Producer<String, byte[]> producer = producer(settings)) {
            while (purchases.hasNext()) {
                Purchases.Made made = purchases.next();
                shoppers.bought(made.customerId(), made.purchase());
                producer.send(new ProducerRecord<>(
                        PURCHASES, made.customerId(), PurchaseJson.encode(made.customerId(), made.purchase(), null)));
            }
        }
        return shoppers.train(settings);
    }

    private static void publish(Settings settings, SegmentationModel model)
            throws InterruptedException, ExecutionException {
        String topic = settings.topics().of(TopicRole.MODELS);
        try (Producer<String, byte[]> producer = producer(settings)) {
            producer.send(new ProducerRecord<>(topic, ModelJson.key(1), ModelJson.encode(model)))
                    .get();
            producer.send(new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1)))
                    .get();
        }
    }

    private static Producer<String, byte[]> producer(Settings settings) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private boolean isWorkedOff(String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** What a run wrote to each of its topics, compressed as the program sends it. */
    private SortedMap<String, Run.Volume> written(Settings settings) throws InterruptedException, ExecutionException {
        String run = settings.applicationId();
        Map<TopicPartition, Double> bytes = admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> isOf(run, replica.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, replica ->
                        (double) replica.getValue().size()));
        Map<TopicPartition, OffsetSpec> asked =
                bytes.keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        SortedMap<String, Run.Volume> written = new TreeMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> {
            Run.Volume volume = new Run.Volume(
                    (double) end.offset() / options.purchases(),
                    requireNonNull(bytes.get(partition)) / options.purchases());
            written.merge(partition.topic().substring(run.length() + 1), volume, Run.Volume::plus);
        });
        return written;
    }

    private static boolean isOf(String run, String topic) {
        return topic.startsWith(run + ".") || topic.startsWith(run + "-");
    }

    private void removeTopics(String name) throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> isOf(name, topic))
                .collect(Collectors.toSet());
        admin.deleteTopics(topics).all().get();
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
