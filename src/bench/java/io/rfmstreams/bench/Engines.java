package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
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

/** The broker and the engines, each in a process of its own. A run of an engine has state, topics and a group of its own. */
final class Engines implements AutoCloseable {

    private static final int DELETE_ATTEMPTS = 20;
    private static final long DELETE_PAUSE_MILLIS = 250;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BenchmarkOptions options;
    private final Path folder;
    private final ControlledJvm broker;
    private final String bootstrapServers;
    private final Admin admin;
    private final Map<Contender, ControlledJvm> processes = new EnumMap<>(Contender.class);

    Engines(BenchmarkOptions options, Path folder) throws IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        broker = ControlledJvm.broker(folder);
        bootstrapServers = broker.await(BrokerMain.READY, PATIENCE);
        admin = settings("load", Map.of()).kafka().admin();
    }

    Admin admin() {
        return admin;
    }

    ControlledJvm broker() {
        return broker;
    }

    Settings settings(String name, Map<String, String> configuration) {
        return new Settings(Configuration.load(configuration(name, configuration), Map.of(), null));
    }

    private Map<String, String> configuration(String name, Map<String, String> more) {
        Map<String, String> configuration = new HashMap<>(options.configuration());
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put(FirstRecord.CONFIGURED, FirstRecord.class.getName());
        configuration.put("application.id", name);
        configuration.put("topics.prefix", name + ".");
        configuration.put("topics.partitions", String.valueOf(options.partitions()));
        configuration.put("process.threads", String.valueOf(options.threads()));
        configuration.put("process.state.dir", state().toString());
        configuration.putAll(more);
        return configuration;
    }

    private Path state() {
        return folder.resolve("state");
    }

    /**
     * Starts a run.
     *
     * @param configuration keys and values of the program, and those of {@link EngineMain}
     * @return the process of the engine
     */
    ControlledJvm start(Contender contender, String name, SegmentationModel model, Map<String, String> configuration)
            throws IOException {
        Map<String, String> ofProgram = new HashMap<>(configuration);
        ofProgram.keySet().removeIf(key -> key.startsWith(EngineMain.EXAMPLE));
        Settings settings = settings(name, ofProgram);
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        try (var publisher = new ModelTopic(settings).publisher()) {
            publisher.publish(model, true);
        }
        Properties properties = new Properties();
        properties.putAll(configuration(name, configuration));
        Path file = folder.resolve(contender.label() + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        ControlledJvm engine = process(contender);
        engine.tell(EngineMain.RUN + file);
        return engine;
    }

    private ControlledJvm process(Contender contender) throws IOException {
        ControlledJvm running = processes.get(contender);
        if (running == null) {
            running = ControlledJvm.engine(contender, options.heap(), options.jvm(), folder);
            processes.put(contender, running);
        }
        return running;
    }

    /** Stops a run and deletes its state. Its topics stay. */
    void stop(Contender contender, String name) throws IOException, InterruptedException {
        ControlledJvm engine = process(contender);
        engine.tell(EngineMain.STOP);
        engine.await(EngineMain.STOPPED, PATIENCE);
        deleteState(state().resolve(name));
    }

    /** Flink deletes files for a moment after its job has ended. */
    private static void deleteState(Path folder) throws IOException, InterruptedException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                Utils.delete(folder.toFile());
            } catch (IOException inUse) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw inUse;
                }
                Thread.sleep(DELETE_PAUSE_MILLIS);
            }
        }
    }

    /** Returns the topics on which the outputs of a run are. */
    List<String> outputs(String name) {
        return Stream.of(TopicRole.PROFILES, TopicRole.CHANGES, TopicRole.ALERTS)
                .map(settings(name, Map.of()).topics()::of)
                .toList();
    }

    /** Returns what a run wrote to each of its topics a purchase, compressed as the program sends it. */
    SortedMap<String, Run.Volume> written(String run, long purchases) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Double> bytes = admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(logs -> logs.replicaInfos().entrySet().stream())
                .filter(replica -> isOf(run, replica.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, replica ->
                        (double) replica.getValue().size()));
        Map<TopicPartition, OffsetSpec> asked =
                bytes.keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        SortedMap<String, Run.Volume> written = new TreeMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> {
            Run.Volume volume =
                    new Run.Volume((double) end.offset() / purchases, requireNonNull(bytes.get(partition)) / purchases);
            written.merge(partition.topic().substring(run.length() + 1), volume, Run.Volume::plus);
        });
        return written;
    }

    private static boolean isOf(String run, String topic) {
        return topic.startsWith(run + ".") || topic.startsWith(run + "-");
    }

    /** Deletes the topics of a run. */
    void remove(String run) throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> isOf(run, topic))
                .collect(Collectors.toSet());
        admin.deleteTopics(topics).all().get();
    }

    @Override
    public void close() {
        admin.close();
        for (ControlledJvm engine : processes.values()) {
            engine.close();
        }
        broker.close();
    }
}
