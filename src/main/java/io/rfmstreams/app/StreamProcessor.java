package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.query.streams.ObservedInputs;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.CacheBudget;
import io.rfmstreams.topology.Counter;
import io.rfmstreams.topology.Counts;
import io.rfmstreams.topology.KeyPartitioning;
import io.rfmstreams.topology.ModelRegistry;
import io.rfmstreams.topology.SegmentationTopology;
import io.rfmstreams.topology.SharedRocksMemory;
import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TaskRowFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream processor of one instance, from start to close. */
public final class StreamProcessor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcessor.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ADMIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Members have no lasting identity: one that stays in the group would keep its successor waiting until it times
     * out.
     */
    private static final CloseOptions LEAVING = CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final SharedRocksMemory rocksMemory;
    private final Admin admin;
    private final ModelRegistry models;
    private final KafkaStreams streams;
    private final ObservedInputs probe;
    private final CommitAges commits;
    private final KafkaWatch watch;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean hasRun;
    private volatile Runnable onChange = () -> {};

    /** Builds the processor of an instance that other instances do not ask; {@link #start} starts it. */
    public StreamProcessor(Settings settings) {
        this(settings, null);
    }

    /**
     * Builds the processor; {@link #start} starts it.
     *
     * @param advertised how other instances ask this one; null if they do not
     */
    StreamProcessor(Settings settings, @Nullable HostInfo advertised) {
        StateFolder.requireWritable(settings);
        ResourceCloser opened = new ResourceCloser();
        try {
            rocksMemory = opened.register(
                    new SharedRocksMemory(settings.get(ConfigKey.BLOCK_CACHE), settings.get(ConfigKey.WRITE_BUFFERS)));
            admin = opened.register(settings.kafka().admin());
            models = new ModelRegistry(settings.window(), settings.processor().churn());
            probe = new ObservedInputs(new AdminInputOffsets(admin, settings.applicationId()), () -> onChange.run());
            StreamsConfig config = StreamsConfiguration.of(settings, rocksMemory, advertised);
            // Asks Kafka: after the configuration, so that what is wrong there is told at once.
            config = StreamsConfiguration.withTopics(
                    config, settings, RecordLimits.deadLetterBytes(admin, settings), partitioning(admin, settings));
            streams = new KafkaStreams(
                    topology(settings).build(new TopologyConfig(config)), config, new StreamsClients());
        } catch (RuntimeException notBuilt) {
            opened.close();
            throw notBuilt;
        }
        commits = new CommitAges(this::commitsOfWorkingThreads, System::nanoTime);
        watch = new KafkaWatch(admin, settings.kafka().bootstrapServers(), commits::look);
        TopicAdmin topics = new TopicAdmin(admin, settings.topics());
        streams.setUncaughtExceptionHandler(
                new StreamThreadFaults(watch::awaitAnswer, topics::problems, ended::completeExceptionally));
        streams.setStateListener((now, before) -> {
            LOG.info("Processor {} (was {})", now, before);
            hasRun |= now == State.RUNNING;
            onChange.run();
            if (now == State.NOT_RUNNING || now == State.ERROR) {
                ended.complete(null);
            }
        });
    }

    private static KeyPartitioning partitioning(Admin admin, Settings settings) {
        if (!settings.requiresMurmur2()) {
            return KeyPartitioning.ANY;
        }
        String purchases = settings.topics().of(TopicRole.PURCHASES);
        TopicDescription description = requireNonNull(
                KafkaFutures.await(admin.describeTopics(List.of(purchases)).allTopicNames(), "describe " + purchases)
                        .get(purchases));
        return KeyPartitioning.murmur2(description.partitions().size());
    }

    private SegmentationTopology topology(Settings settings) {
        return new SegmentationTopology(
                settings.topics(),
                settings.processor(),
                models,
                probe,
                new CacheBudget(settings.get(ConfigKey.STORE_CACHE)),
                Clock.systemUTC());
    }

    public void start() {
        watch.start();
        streams.start();
    }

    /** How long Kafka has not been reached; empty where it is reached, or was until a moment ago. */
    Optional<Duration> outage() {
        return watch.outage();
    }

    /** The time since the last commit of the stream thread that has waited longest; empty while none has tasks. */
    Optional<Duration> lastCommitAge() {
        return commits.longest();
    }

    /** Whether the processor has stopped, asked to or not. */
    public boolean hasEnded() {
        return ended.isDone();
    }

    /**
     * Waits until the processor has stopped.
     *
     * @throws IllegalStateException if a fault stopped it; the message says which
     */
    public void awaitEnd() {
        try {
            ended.join();
        } catch (CompletionException fault) {
            throw new IllegalStateException("the processor stopped: " + RootCauseMessage.of(fault), fault);
        }
    }

    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Whether it answers questions: it runs, or hands tasks over to others while it has others itself. */
    boolean isServing() {
        State state = streams.state();
        return state == State.RUNNING || (hasRun && state == State.REBALANCING);
    }

    /** One word, such as {@code RUNNING}. */
    String state() {
        return streams.state().name();
    }

    KafkaStreams streams() {
        return streams;
    }

    ModelRegistry models() {
        return models;
    }

    ObservedInputs probe() {
        return probe;
    }

    /** Is run whenever the state changes, or a task is opened or closed. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    /** How often each living stream thread, by its name, has gone round its loop so far. */
    Map<String, Double> rounds() {
        return ofThreads("poll-total");
    }

    private Map<String, Double> commitsOfWorkingThreads() {
        Map<String, Double> totals = ofThreads("commit-total");
        streams.metadataForLocalThreads().stream()
                .filter(thread -> thread.activeTasks().isEmpty())
                .map(ThreadMetadata::threadName)
                .forEach(totals::remove);
        return totals;
    }

    private Map<String, Double> ofThreads(String metric) {
        Map<String, Double> values = new TreeMap<>();
        streams.metrics().forEach((name, value) -> {
            if (name.name().equals(metric) && name.group().equals("stream-thread-metrics")) {
                values.put(name.tags().get("thread-id"), (Double) value.metricValue());
            }
        });
        return values;
    }

    /** The model that new work is judged by. */
    public Optional<SegmentationModel> activeModel() {
        return models.active();
    }

    /**
     * How far each of this instance's tasks has come.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while starting or rebalancing
     */
    public List<TaskRow> progress() {
        return List.copyOf(tasks().values());
    }

    /** The same by partition. */
    Map<Integer, TaskRow> tasks() {
        return TaskRowFormat.readAll(streams.store(
                StoreQueryParameters.fromNameAndType(StoreNames.TASKS, QueryableStoreTypes.keyValueStore())));
    }

    /**
     * What all tasks of this instance have counted, by dotted name such as {@code changes.TIME}; see {@link #progress}.
     */
    public Map<String, Long> counts() {
        Counts sum = progress().stream().map(TaskRow::counts).reduce(new Counts(), Counts::plus);
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            counts.put(counter.dottedName(), sum.of(counter));
        }
        return counts;
    }

    /** Commits, and leaves the group at once, so that others take over now and not after a session timeout. */
    @Override
    public void close() {
        watch.close();
        boolean stopped = streams.close(LEAVING);
        admin.close(ADMIN_CLOSE_TIMEOUT);
        if (stopped) {
            rocksMemory.close();
        } else {
            LOG.error(
                    "The processor did not stop within {} s; its last work is not committed",
                    CLOSE_TIMEOUT.toSeconds());
        }
    }
}
