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
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs all parts in one process: a broker, its topics, the processor, a replay that advances the clock, and trainings at given times of
 * the data set. A training starts after all earlier records are processed, so that each run has the same results.
 */
public final class Demo {

    private static final List<String> ACCEPTED_COUNTS = List.of("orders", "refunds.linked", "refunds.unlinked");

    /**
     * The defaults of the demo: few partitions, because they share one machine; event time, because the data set is in the past; and
     * all models are activated, because a data set that starts without customers drifts more than the checks permit.
     */
    private static final Map<ConfigKey<?>, String> DEFAULTS = Map.of(
            ConfigKey.CLOCK, "event",
            ConfigKey.TOPICS_PARTITIONS, "4",
            ConfigKey.TOPICS_REPLICATION, "1",
            ConfigKey.REASSIGNMENT_POLL_INTERVAL, "PT0.05S",
            ConfigKey.TIMERS_POLL_INTERVAL, "PT0.05S",
            ConfigKey.MODEL_ACTIVATE, "always");

    /** After a kill, the next run waits only this long until the old member has left the group. */
    private static final Map<String, String> KAFKA_DEFAULTS = Map.of("main.consumer.session.timeout.ms", "6000");

    private final DemoOptions options;
    private final DemoListener listener;
    private final Settings settings;
    private final ResourceCloser closer;
    private final Instance instance;
    private final StreamProcessor processor;
    private final Admin admin;
    private final CatchUp catchUp;
    private final Map<String, Long> countsBefore;
    private long lastTraining = Long.MIN_VALUE;
    private volatile boolean done;

    /**
     * Starts the broker and the processor.
     *
     * @param configuration overrides the defaults of the demo, but not the address of the broker
     * @param closer closes all started parts
     * @throws EmbeddedBrokerException if the broker does not start
     * @throws IllegalStateException if the port is in use
     */
    public Demo(Configuration configuration, DemoOptions options, DemoListener listener, ResourceCloser closer) {
        this.options = options;
        this.listener = listener;
        this.closer = closer;
        ApiAddress address = closer.register(listen(configuration, options));
        DemoFolder folder = closer.register(DemoFolder.open(options.dataDir()));
        listener.onPhase("Starting an embedded Kafka");
        EmbeddedBroker broker = closer.register(EmbeddedBroker.start(folder.broker()));
        settings = new Settings(configuration
                .withKafkaDefaults(KAFKA_DEFAULTS)
                .withDefaults(DEFAULTS)
                .withDefaults(Map.of(ConfigKey.STATE_DIR, folder.state().toString()))
                .withBootstrapServers(broker.bootstrapServers()));
        admin = closer.register(settings.kafka().admin());
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        listener.onPhase("Starting the stream processor");
        instance = closer.register(new Instance(settings, address, () -> done, true));
        processor = instance.processor();
        catchUp = new CatchUp(processor, admin, settings);
        instance.start();
        listener.onDashboard("http://127.0.0.1:" + instance.port() + "/");
        catchUp.awaitRunning();
        countsBefore = catchUp.counts();
    }

    /** Binds the configured port. If no port is configured and the default port is in use, it binds any free port. */
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

    /** Replays the data set, trains models, and returns after all records are processed. */
    public DemoResult run() {
        if (options.onlyOnce() && catchUp.hasInput()) {
            listener.onPhase("The data folder contains purchases already; nothing is sent");
        } else if (options.data().count() > 0) {
            listener.onPhase("Replaying " + options.data().count() + " records");
            Long end = replay(options.data()).lastTick();
            if (end != null) {
                train(end);
            }
        }
        listener.onPhase("Waiting until all records are processed");
        new ClockReader(settings, Clock.systemUTC())
                .now()
                .ifPresentOrElse(catchUp::awaitSettled, catchUp::awaitProcessed);
        instance.awaitInsights(admin, settings);
        done = true;
        return new DemoResult(settings, instance.port(), catchUp.counts());
    }

    /** Starts made-up orders of the customers of the data set, which go on until the demo stops. */
    public void startLiveOrders() {
        long now = new ClockReader(settings, Clock.systemUTC()).now().orElseGet(() -> Clock.systemUTC()
                .millis());
        closer.register(new LiveShopping(settings, options.data(), now)).start();
    }

    /**
     * Waits until the processor stops, which it does only after an error.
     *
     * @throws IllegalStateException with the error as its cause
     */
    public void await() {
        instance.awaitEnd();
    }

    private ReplayReport replay(SourceRecords data) {
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
        if (active.isPresent() && active.get().trainedAsOf() >= asOf && nothingAccepted()) {
            listener.onModelSkipped(
                    asOf,
                    "no order or refund was accepted since model "
                            + active.get().version());
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

    /** Returns whether no purchase or refund was accepted since the demo started. */
    private boolean nothingAccepted() {
        Map<String, Long> counts = catchUp.counts();
        return ACCEPTED_COUNTS.stream().allMatch(name -> Objects.equals(counts.get(name), countsBefore.get(name)));
    }
}
