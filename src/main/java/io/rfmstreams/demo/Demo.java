package io.rfmstreams.demo;

import io.rfmstreams.app.CatchUp;
import io.rfmstreams.app.ClockTopic;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.app.TrainingJob;
import io.rfmstreams.app.TrainingOutcome;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one process: a broker, its topics, the processor, a replay that moves the clock, and trainings at simulated
 * moments, each of which waits until all before it has been processed, so that runs repeat.
 */
public final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /** Few partitions, since all of them share one machine; event time, so that history plays as it happened. */
    private static final Map<ConfigKey, String> DEFAULTS = Map.of(
            ConfigKey.CLOCK, "event",
            ConfigKey.TOPICS_PARTITIONS, "4",
            ConfigKey.TOPICS_REPLICATION, "1",
            ConfigKey.SWEEP_WATCH, "PT0.05S");

    /** After a kill the next run need not wait long for the killed one's place in the group. */
    private static final Map<String, String> KAFKA_DEFAULTS = Map.of("main.consumer.session.timeout.ms", "6000");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DemoOptions options;
    private final DemoListener listener;
    private final Settings settings;
    private final StreamProcessor processor;
    private final CatchUp catchUp;
    private final long takenBefore;

    /**
     * Starts broker and processor.
     *
     * @param configuration whatever it sets goes before the demo's own defaults, but for the broker's address
     * @throws EmbeddedBrokerException if the broker does not start
     */
    public Demo(Configuration configuration, DemoOptions options, DemoListener listener) {
        this.options = options;
        this.listener = listener;
        try {
            DemoFolder folder = opened(DemoFolder.open(options.dataDir()));
            listener.onPhase("Starting an embedded Kafka");
            EmbeddedBroker broker = opened(EmbeddedBroker.start(folder.broker()));
            settings = new Settings(configuration
                    .withKafkaDefaults(KAFKA_DEFAULTS)
                    .withDefaults(DEFAULTS)
                    .withDefaults(Map.of(ConfigKey.STATE_DIR, folder.state().toString()))
                    .withBootstrapServers(broker.bootstrapServers()));
            Admin admin = opened(settings.kafka().admin());
            new TopicAdmin(admin, settings.topics())
                    .createMissing(settings.configuration().integer(ConfigKey.TOPICS_PARTITIONS), (short)
                            settings.configuration().integer(ConfigKey.TOPICS_REPLICATION));
            listener.onPhase("Starting the stream processor");
            processor = opened(new StreamProcessor(settings));
            catchUp = new CatchUp(processor, admin, settings);
            processor.start();
            catchUp.awaitRunning();
            takenBefore = taken();
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Replays, trains as it goes and at the end, and returns once everything has been processed. */
    public DemoResult run() {
        Map<String, Long> dropped = new TreeMap<>();
        DataSet data = options.data();
        if (data != null && !data.records().isEmpty()) {
            listener.onPhase("Replaying " + data.records().size() + " records");
            ReplayReport report = replay(data);
            dropped.putAll(report.dropped());
            Long end = report.lastTick();
            if (end != null) {
                train(end);
                new ClockTopic(settings).tick(end); // its commit includes the sweep
            }
        }
        listener.onPhase("Waiting for the rest to be processed");
        catchUp.awaitProcessed();
        return new DemoResult(settings, processor.counts(), dropped);
    }

    /** Waits until the processor ends, which it does by itself only after a fault. */
    public void await() {
        processor.ended().join();
    }

    private ReplayReport replay(DataSet data) {
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                options.eventsPerSecond(),
                options.endAt());
        long firstOrderAt = data.records().get(0).time();
        try (Replay replay = Replay.connect(settings.kafka().common(), replayOptions)) {
            return replay.run(data, new ReplayListener() {
                @Override
                public void onProgress(long sent, long total) {
                    listener.onProgress(sent, total);
                }

                @Override
                public void onTick(long time) {
                    boolean last = options.endAt() != null && time >= options.endAt();
                    if (!last && options.training().isDue(time, firstOrderAt)) {
                        train(time);
                    }
                    listener.onTick(time);
                }
            });
        }
    }

    private void train(long asOf) {
        catchUp.awaitProcessed();
        Optional<SegmentationModel> active = processor.activeModel();
        if (active.isPresent() && active.get().trainedAsOf() >= asOf && taken() == takenBefore) {
            listener.onModelSkipped(
                    asOf, "nothing was taken since model " + active.get().version());
            return;
        }
        TrainingOutcome outcome = new TrainingJob(settings, Clock.systemUTC()).run(asOf);
        if (outcome instanceof TrainingOutcome.Fitted fitted) {
            catchUp.awaitSwept(fitted.model().version());
            listener.onModel(fitted.model());
        } else if (outcome instanceof TrainingOutcome.Skipped skipped) {
            listener.onModelSkipped(asOf, skipped.reason());
        }
    }

    /** How many purchases and refunds were taken since the data folder was new. */
    private long taken() {
        Map<String, Long> counts = processor.counts();
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().equals("orders") || count.getKey().startsWith("refunds."))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Stops processor and broker, in this order. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception fault) {
                LOG.warn("A part of the demo did not close cleanly", fault);
            }
        }
    }
}
