package io.rfmstreams.demo;

import io.rfmstreams.app.ApiAddress;
import io.rfmstreams.app.CatchUp;
import io.rfmstreams.app.ClockReader;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.HttpSettings;
import io.rfmstreams.app.Instance;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.app.TrainingJob;
import io.rfmstreams.app.TrainingOutcome;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything in one process: a broker, its topics, the processor, a replay that moves the clock, and trainings at simulated
 * moments, each of which waits until all before it has been processed, so that runs repeat.
 */
public final class Demo {

    private static final List<String> TAKEN = List.of("orders", "refunds.linked", "refunds.unlinked");

    /**
     * Few partitions, since all of them share one machine; event time, so that history plays as it happened; and every model
     * active, since a history that begins with nobody drifts more than any check lets pass.
     */
    private static final Map<ConfigKey<?>, String> DEFAULTS = Map.of(
            ConfigKey.CLOCK, "event",
            ConfigKey.TOPICS_PARTITIONS, "4",
            ConfigKey.TOPICS_REPLICATION, "1",
            ConfigKey.REASSIGNMENT_POLL_INTERVAL, "PT0.05S",
            ConfigKey.TIMERS_POLL_INTERVAL, "PT0.05S",
            ConfigKey.MODEL_ACTIVATE, "always");

    /** After a kill the next run need not wait long for the killed one's place in the group. */
    private static final Map<String, String> KAFKA_DEFAULTS = Map.of("main.consumer.session.timeout.ms", "6000");

    private final DemoOptions options;
    private final DemoListener listener;
    private final Settings settings;
    private final Instance instance;
    private final StreamProcessor processor;
    private final CatchUp catchUp;
    private final Map<String, Long> countsBefore;
    private long lastTraining = Long.MIN_VALUE;
    private volatile boolean done;

    /**
     * Starts broker and processor.
     *
     * @param configuration whatever it sets goes before the demo's own defaults, but for the broker's address
     * @param lifetime closes all that is started
     * @throws EmbeddedBrokerException if the broker does not start
     * @throws IllegalStateException if the port is taken
     */
    public Demo(Configuration configuration, DemoOptions options, DemoListener listener, ResourceCloser lifetime) {
        this.options = options;
        this.listener = listener;
        ApiAddress address = lifetime.register(listen(configuration, options));
        DemoFolder folder = lifetime.register(DemoFolder.open(options.dataDir()));
        listener.onPhase("Starting an embedded Kafka");
        EmbeddedBroker broker = lifetime.register(EmbeddedBroker.start(folder.broker()));
        settings = new Settings(configuration
                .withKafkaDefaults(KAFKA_DEFAULTS)
                .withDefaults(DEFAULTS)
                .withDefaults(Map.of(ConfigKey.STATE_DIR, folder.state().toString()))
                .withBootstrapServers(broker.bootstrapServers()));
        Admin admin = lifetime.register(settings.kafka().admin());
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        listener.onPhase("Starting the stream processor");
        instance = lifetime.register(new Instance(settings, address, () -> done));
        processor = instance.processor();
        catchUp = new CatchUp(processor, admin, settings);
        instance.start();
        catchUp.awaitRunning();
        countsBefore = catchUp.counts();
    }

    /** The address that was chosen or, where nobody chose one and the usual port is taken, one with any free port. */
    private static ApiAddress listen(Configuration configuration, DemoOptions options) {
        HttpSettings http = new HttpSettings(configuration);
        if (options.port() != null) {
            return http.listen(options.port());
        }
        try {
            return http.listen();
        } catch (IllegalStateException taken) {
            if (configuration.isSet(ConfigKey.HTTP_PORT)) {
                throw taken;
            }
            return http.listen(0);
        }
    }

    /** Replays, trains as it goes and at the end, and returns once everything has been processed. */
    public DemoResult run() {
        Map<String, Long> dropped = new TreeMap<>();
        if (options.onlyOnce() && catchUp.hasInput()) {
            listener.onPhase("The data folder has been used before: going on with it, nothing is sent again");
        } else if (!options.data().records().isEmpty()) {
            listener.onPhase("Replaying " + options.data().records().size() + " records");
            ReplayReport report = replay(options.data());
            dropped.putAll(report.dropped());
            Long end = report.lastTick();
            if (end != null) {
                train(end);
            }
        }
        listener.onPhase("Waiting for the rest to be processed");
        new ClockReader(settings, Clock.systemUTC())
                .now()
                .ifPresentOrElse(catchUp::awaitSettled, catchUp::awaitProcessed);
        done = true;
        return new DemoResult(settings, instance.port(), catchUp.counts(), dropped);
    }

    /**
     * Waits until the processor ends, which it does by itself only after a fault.
     *
     * @throws IllegalStateException with the fault
     */
    public void await() {
        processor.awaitEnd();
    }

    private ReplayReport replay(DataSet data) {
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                options.eventsPerSecond(),
                settings.dates(),
                options.endAt());
        long firstOrderAt = data.firstValidTime();
        try (Replay replay = Replay.connect(settings.kafka().common(), replayOptions)) {
            return replay.run(data, new ReplayListener() {
                @Override
                public void onProgress(long sent, long total) {
                    listener.onProgress(sent, total);
                }

                @Override
                public void onTick(long time) {
                    if (options.training().isDue(time, firstOrderAt)) {
                        train(time);
                    }
                    listener.onTick(time);
                }
            });
        }
    }

    private void train(long asOf) {
        if (asOf == lastTraining) {
            return;
        }
        lastTraining = asOf;
        catchUp.awaitSettled(asOf);
        Optional<SegmentationModel> active = processor.activeModel();
        if (active.isPresent() && active.get().trainedAsOf() >= asOf && nothingTaken()) {
            listener.onModelSkipped(
                    asOf, "nothing was taken since model " + active.get().version());
            return;
        }
        TrainingOutcome outcome = new TrainingJob(settings, Clock.systemUTC()).run(asOf);
        if (outcome instanceof TrainingOutcome.Fitted fitted) {
            if (fitted.active()) {
                catchUp.awaitReassigned(fitted.model().version());
            }
            listener.onModel(fitted.model());
        } else if (outcome instanceof TrainingOutcome.Skipped skipped) {
            listener.onModelSkipped(asOf, skipped.reason());
        }
    }

    /** Whether no purchase or refund has been taken since the demo started. */
    private boolean nothingTaken() {
        Map<String, Long> counts = catchUp.counts();
        return TAKEN.stream().allMatch(name -> Objects.equals(counts.get(name), countsBefore.get(name)));
    }
}
