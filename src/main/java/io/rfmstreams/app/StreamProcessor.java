package io.rfmstreams.app;

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
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream processor of an instance. */
public final class StreamProcessor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcessor.class);
    private static final Duration ADMIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final SharedRocksMemory rocksMemory;
    private final Admin admin;
    private final ModelRegistry models;
    private final KafkaStreams streams;
    private final CloseOptions closeOptions;
    private final Duration closeTimeout;
    private final ObservedInputs probe;
    private final CommitAges commits;
    private final StreamThreadMetrics threads;
    private final KafkaMonitor monitor;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean hasRun;
    private volatile Runnable onChange = () -> {};

    /** Creates a processor without an advertised address. {@link #start} starts it. */
    public StreamProcessor(Settings settings) {
        this(settings, null);
    }

    /**
     * Creates the processor. {@link #start} starts it.
     *
     * @param advertised the address at which other instances send queries to this one; null for none
     */
    StreamProcessor(Settings settings, @Nullable HostInfo advertised) {
        StateDirectory.requireWritable(settings);
        ResourceCloser resources = new ResourceCloser();
        try {
            rocksMemory = resources.register(
                    new SharedRocksMemory(settings.get(ConfigKey.BLOCK_CACHE), settings.get(ConfigKey.WRITE_BUFFERS)));
            admin = resources.register(settings.kafka().admin());
            models = new ModelRegistry(settings.window(), settings.processor().churn());
            probe = new ObservedInputs(new AdminInputOffsets(admin, settings.applicationId()), () -> onChange.run());
            StreamsConfig config = StreamsConfiguration.of(settings, rocksMemory, advertised);
            // Sends requests to Kafka after the configuration was checked, so that its errors are reported first.
            InputTopics inputs = InputTopics.describe(admin, settings.topics());
            StateTopics.require(StateDirectory.of(settings).resolve(settings.applicationId()), inputs);
            config = StreamsConfiguration.withTopics(
                    config,
                    settings,
                    RecordLimits.deadLetterBytes(admin, settings),
                    settings.requiresMurmur2()
                            ? KeyPartitioning.murmur2(inputs.purchasePartitions())
                            : KeyPartitioning.ANY);
            closeTimeout = settings.get(ConfigKey.STOP_TIMEOUT);
            closeOptions = StreamsConfiguration.closeOptions(config, closeTimeout);
            streams = new KafkaStreams(
                    topology(settings).build(new TopologyConfig(config)), config, new StreamsClientSupplier());
        } catch (RuntimeException failed) {
            resources.close();
            throw failed;
        }
        threads = new StreamThreadMetrics(streams);
        commits = new CommitAges(threads::commits, System::nanoTime);
        WallClockWatch wallClock = new WallClockWatch(Clock.systemUTC(), ended::completeExceptionally);
        monitor = new KafkaMonitor(admin, settings.kafka().bootstrapServers(), () -> {
            commits.update();
            wallClock.check();
        });
        streams.setUncaughtExceptionHandler(new StreamThreadExceptionHandler(
                monitor::awaitResponse,
                new TopicAdmin(admin, settings.topics())::problems,
                ended::completeExceptionally));
        streams.setStateListener((now, before) -> {
            LOG.info("Processor {} (was {})", now, before);
            hasRun |= now == State.RUNNING;
            onChange.run();
            if (now == State.NOT_RUNNING || now == State.ERROR) {
                ended.complete(null);
            }
        });
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
        monitor.start();
        streams.start();
    }

    /** Returns how long Kafka has been unreachable; empty if that is less than 10 s. */
    Optional<Duration> outage() {
        return monitor.outage();
    }

    /**
     * Returns the time since the last commit of the stream thread whose last commit is the oldest; empty if no thread
     * has tasks.
     */
    Optional<Duration> lastCommitAge() {
        return commits.longest();
    }

    /** Completes when the processor has stopped, exceptionally after a failure. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Returns whether the processor has stopped, for whatever reason. */
    public boolean hasEnded() {
        return ended.isDone();
    }

    /**
     * Waits until the processor has stopped.
     *
     * @throws IllegalStateException if a failure stopped it; the message contains its cause
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

    /** Returns whether the processor can answer queries: it is running, or it rebalances after it has run. */
    boolean isServing() {
        State state = streams.state();
        return state == State.RUNNING || (hasRun && state == State.REBALANCING);
    }

    /** Returns the state of Kafka Streams, for example {@code RUNNING}. */
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

    /** Sets the listener that is called when the state changes or a task is opened or closed. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Returns how often each living stream thread has polled, by the name of the thread. */
    Map<String, Double> polls() {
        return threads.polls();
    }

    /** Returns the active model. */
    public Optional<SegmentationModel> activeModel() {
        return models.active();
    }

    /**
     * Returns the state row of each of this instance's tasks.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while starting or rebalancing
     */
    public List<TaskRow> progress() {
        return List.copyOf(tasks().values());
    }

    /** Returns the state rows by partition; see {@link #progress}. */
    Map<Integer, TaskRow> tasks() {
        return TaskRowFormat.readAll(streams.store(
                StoreQueryParameters.fromNameAndType(StoreNames.TASKS, QueryableStoreTypes.keyValueStore())));
    }

    /**
     * Returns the sums of the counters of this instance's tasks, by dotted name such as {@code changes.TIME}; see {@link #progress}.
     */
    public Map<String, Long> counts() {
        Counts sum = progress().stream().map(TaskRow::counts).reduce(new Counts(), Counts::plus);
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            counts.put(counter.dottedName(), sum.of(counter));
        }
        return counts;
    }

    /** Commits and stops. A dynamic member leaves the group, so that other instances take over before the session timeout. */
    @Override
    public void close() {
        monitor.close();
        boolean stopped = streams.close(closeOptions);
        admin.close(ADMIN_CLOSE_TIMEOUT);
        if (stopped) {
            rocksMemory.close();
        } else {
            LOG.error(
                    "The processor did not stop within {} s. Uncommitted work is processed again after the next start",
                    closeTimeout.toSeconds());
        }
    }
}
