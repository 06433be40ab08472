package io.rfmstreams.app;

import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import io.rfmstreams.training.Archetypes;
import io.rfmstreams.training.CheckLimits;
import io.rfmstreams.training.NamingRules;
import io.rfmstreams.training.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns configuration into what each part needs. */
public final class Settings {

    private final Configuration configuration;

    public Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    public Configuration configuration() {
        return configuration;
    }

    public KafkaClients kafka() {
        return new KafkaClients(configuration.kafka());
    }

    /** How the REST interface is served. */
    public HttpSettings http() {
        return new HttpSettings(configuration);
    }

    public String applicationId() {
        return configuration.text(ConfigKey.APPLICATION_ID);
    }

    /** How far after the wall clock a date may lie. */
    public Duration maxFuture() {
        return configuration.duration(ConfigKey.MAX_FUTURE);
    }

    public Window window() {
        return Window.parse(configuration.text(ConfigKey.WINDOW));
    }

    public ClockMode clock() {
        return constant(ClockMode.class, ConfigKey.CLOCK);
    }

    public TopicNames topics() {
        Map<TopicRole, String> overrides = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            String name = configuration.text(ConfigKey.topic(role));
            if (!name.isEmpty()) {
                overrides.put(role, name);
            }
        }
        return new TopicNames(configuration.text(ConfigKey.TOPICS_PREFIX), overrides);
    }

    public ProcessorRules processor() {
        String currency = configuration.text(ConfigKey.CURRENCY);
        return new ProcessorRules(
                new HistoryRules(
                        window(),
                        configuration.duration(ConfigKey.ORDER_RETENTION).toMillis(),
                        configuration.text(ConfigKey.LATE_ORDERS).equals("accept")),
                new SegmentRules(
                        new ColdStart(
                                configuration.integer(ConfigKey.COLD_START_ORDERS),
                                configuration
                                        .duration(ConfigKey.COLD_START_PERIOD)
                                        .toMillis()),
                        configuration.decimal(ConfigKey.HYSTERESIS)),
                ChurnPolicy.of(
                        configuration.text(ConfigKey.ALERTS_SEGMENTS),
                        configuration.duration(ConfigKey.ALERTS_HORIZON).toMillis()),
                clock(),
                maxFuture(),
                currency.isEmpty() ? null : currency,
                slices(
                        ConfigKey.REASSIGNMENT_POLL_INTERVAL,
                        ConfigKey.REASSIGNMENT_BATCH_SIZE,
                        ConfigKey.REASSIGNMENT_TIME_BUDGET),
                slices(ConfigKey.TIMERS_POLL_INTERVAL, ConfigKey.TIMERS_BATCH_SIZE, ConfigKey.TIMERS_TIME_BUDGET));
    }

    private SliceBudget slices(ConfigKey watch, ConfigKey customers, ConfigKey time) {
        return new SliceBudget(
                configuration.duration(watch),
                SliceBudget.DEFAULT.sliceEvery(),
                configuration.integer(customers),
                configuration.duration(time));
    }

    public TrainingOptions training() {
        String k = configuration.text(ConfigKey.MODEL_K);
        String archetypes = configuration.text(ConfigKey.MODEL_ARCHETYPES);
        return new TrainingOptions(
                k.equals(ConfigKey.AUTOMATIC) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(k)),
                configuration.integer(ConfigKey.MODEL_RESTARTS),
                configuration.number(ConfigKey.MODEL_SEED),
                constant(Transform.class, ConfigKey.MODEL_TRANSFORM),
                constant(Scaling.class, ConfigKey.MODEL_SCALING),
                new NamingRules(
                        constant(NamingRules.Method.class, ConfigKey.MODEL_NAMING),
                        archetypes.isEmpty() ? Archetypes.DEFAULTS : ArchetypeFile.read(Path.of(archetypes))),
                new CheckLimits(
                        configuration.integer(ConfigKey.MODEL_MIN_CUSTOMERS),
                        configuration.decimal(ConfigKey.CHECK_SMALLEST_SHARE),
                        configuration.decimal(ConfigKey.CHECK_SILHOUETTE_DROP),
                        configuration.decimal(ConfigKey.CHECK_MOVED),
                        configuration.decimal(ConfigKey.CHECK_DRIFT)));
    }

    /** Whether a new model becomes active. */
    public ActivationRule activation() {
        return constant(ActivationRule.class, ConfigKey.MODEL_ACTIVATE);
    }

    /** How many of the newest models are kept. */
    public int keptModels() {
        return configuration.integer(ConfigKey.MODEL_KEEP);
    }

    /** Where the trainer leaves its metrics; empty for nowhere. */
    public Optional<Path> trainingMetrics() {
        return Optional.of(configuration.text(ConfigKey.TRAIN_METRICS_FILE))
                .filter(file -> !file.isEmpty())
                .map(Path::of);
    }

    private <E extends Enum<E>> E constant(Class<E> type, ConfigKey key) {
        return Enum.valueOf(
                type, configuration.text(key).toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
