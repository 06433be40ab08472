package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.bench.BenchmarkOptions.LoadKind;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The broker with the purchases, written once, and the engines that process them in turn, each in a process of its own. */
final class Arena implements AutoCloseable {

    static final String PURCHASES = "purchases";

    private static final String CLOCK = "clock";
    private static final Duration READY = Duration.ofSeconds(60);

    private final BenchmarkOptions options;
    private final Path folder;
    private final ChildJvm broker;
    private final String bootstrapServers;
    private final Admin admin;
    private final Map<Contender, ChildJvm> engines = new EnumMap<>(Contender.class);
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final SegmentationModel model;
    private @Nullable Example example;
    private int runs;

    /** A run of the whole topology whose topics are still there. */
    private record Example(String name, Run run) {}

    Arena(BenchmarkOptions options, Path folder) throws IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        broker = ChildJvm.broker(folder);
        bootstrapServers = broker.await(BrokerMain.READY, READY);
        Settings settings = settings("load", "at_least_once");
        admin = settings.kafka().admin();
        boolean hasTicks = options.load() == LoadKind.SEASONS;
        Load load = hasTicks
                ? new SeasonLoad(options.customers())
                // At its end the live clock goes on from here, and has nobody to catch up with.
                : new DenseLoad(options.purchases(), options.customers(), 0.8, System.currentTimeMillis());
        LoadedTopics topics = LoadedTopics.write(settings, admin, options.partitions(), load, hasTicks);
        model = topics.train();
        long[] sent = topics.sent();
        for (int partition = 0; partition < sent.length; partition++) {
            ends.put(new TopicPartition(PURCHASES, partition), sent[partition]);
        }
    }

    /**
     * Lets a contender process all purchases, with state, outputs and consumer group of its own. What the whole topology writes stays
     * until its next run.
     *
     * @return how long it took and what it wrote
     */
    Run run(Contender contender, String guarantee) throws Exception {
        String name = "run" + ++runs;
        Run run = process(contender, name, guarantee);
        String old = name;
        if (contender == Contender.FULL) {
            old = example == null ? "" : example.name();
            example = new Example(name, run);
        }
        remove(old);
        return run;
    }

    /** Lets a contender process all purchases. The topics that it writes begin with the name and stay. */
    Run process(Contender contender, String name, String guarantee) throws Exception {
        Settings settings = settings(name, guarantee);
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        try (var publisher = new ModelTopic(settings).publisher()) {
            publisher.publish(model, true);
        }
        ChildJvm engine = engine(contender);
        engine.tell(EngineMain.RUN + write(contender, configuration(name, guarantee)));
        RunClock.Stages stages = new RunClock(admin, engine, broker, ends, outputs(settings)).await(name);
        engine.tell(EngineMain.STOP);
        engine.await(EngineMain.STOPPED, READY);
        Run run = new Run(stages.input(), stages.settled(), written(name), engine.peakMemoryMiB());
        Utils.delete(state().resolve(name).toFile());
        return run;
    }

    private ChildJvm engine(Contender contender) throws IOException {
        ChildJvm running = engines.get(contender);
        if (running == null) {
            running = ChildJvm.engine(contender, options.heap(), options.jvm(), folder);
            engines.put(contender, running);
        }
        return running;
    }

    /** Writes the configuration of a run for its engine. */
    private Path write(Contender contender, Map<String, String> configuration) throws IOException {
        Properties properties = new Properties();
        properties.putAll(configuration);
        if (contender == Contender.AS_MUCH) {
            Example imitated = requireNonNull(example, "the whole topology has not run yet");
            properties.setProperty(EngineMain.EXAMPLE_RUN, imitated.name());
            imitated.run()
                    .written()
                    .forEach((topic, volume) ->
                            properties.setProperty(EngineMain.EXAMPLE + topic, String.valueOf(volume.records())));
        }
        Path file = folder.resolve(contender.label() + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static List<String> outputs(Settings settings) {
        return Stream.of(TopicRole.PROFILES, TopicRole.CHANGES, TopicRole.ALERTS)
                .map(settings.topics()::of)
                .toList();
    }

    Settings settings(String name, String guarantee) {
        return new Settings(Configuration.load(configuration(name, guarantee), Map.of(), null));
    }

    private Map<String, String> configuration(String name, String guarantee) {
        Map<String, String> configuration = new HashMap<>(options.configuration());
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put(FirstRecord.CONFIGURED, FirstRecord.class.getName());
        configuration.put("application.id", name);
        configuration.put("topics.prefix", name + ".");
        configuration.put("topics.partitions", String.valueOf(options.partitions()));
        configuration.put("topic.purchases", PURCHASES);
        configuration.put("topic.clock", CLOCK);
        configuration.put("rfm.clock", options.load() == LoadKind.SEASONS ? "event" : "live");
        configuration.put("process.threads", String.valueOf(options.threads()));
        configuration.put("process.guarantee", guarantee);
        configuration.put("process.state.dir", state().toString());
        return configuration;
    }

    private Path state() {
        return folder.resolve("state");
    }

    /** What a run wrote to each of its topics, compressed as the program sends it. */
    private SortedMap<String, Run.Volume> written(String run) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Double> bytes = admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(logs -> logs.replicaInfos().entrySet().stream())
                .filter(replica -> isOf(run, replica.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, replica ->
                        (double) replica.getValue().size()));
        Map<TopicPartition, OffsetSpec> asked =
                bytes.keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        double purchases = ends.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<String, Run.Volume> written = new TreeMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> {
            Run.Volume volume =
                    new Run.Volume(end.offset() / purchases, requireNonNull(bytes.get(partition)) / purchases);
            written.merge(partition.topic().substring(run.length() + 1), volume, Run.Volume::plus);
        });
        return written;
    }

    private static boolean isOf(String run, String topic) {
        return topic.startsWith(run + ".") || topic.startsWith(run + "-");
    }

    private void remove(String run) throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> isOf(run, topic))
                .collect(Collectors.toSet());
        admin.deleteTopics(topics).all().get();
    }

    /** Returns the number of purchases and refunds. */
    long purchases() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() throws InterruptedException {
        admin.close();
        for (ChildJvm engine : engines.values()) {
            engine.close();
        }
        broker.close();
    }
}
