package io.rfmstreams.app;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import io.rfmstreams.training.Archetypes;
import io.rfmstreams.training.CheckLimits;
import io.rfmstreams.training.NamingRules;
import io.rfmstreams.training.ReturnOptions;
import io.rfmstreams.training.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Creates the settings of each component from the configuration. */
public final class Settings {

    private final Configuration configuration;

    public Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Returns the value of a key, or its default if no source sets it. */
    <T> T get(ConfigKey<T> key) {
        return configuration.get(key);
    }

    public KafkaClients kafka() {
        return new KafkaClients(configuration.kafka());
    }

    /** Returns the settings of the REST API. */
    public HttpSettings http() {
        return new HttpSettings(configuration);
    }

    public String applicationId() {
        return get(ConfigKey.APPLICATION_ID);
    }

    /** Returns the limits of valid dates of events and ticks. */
    public DateLimits dates() {
        return new DateLimits(get(ConfigKey.MAX_FUTURE));
    }

    public Window window() {
        return get(ConfigKey.WINDOW);
    }

    public ClockMode clock() {
        return get(ConfigKey.CLOCK);
    }

    /** Returns whether roles beside the processors take the last tick for now, if there is one. */
    boolean followsTicks() {
        return !configuration.isSet(ConfigKey.CLOCK) || clock() == ClockMode.EVENT;
    }

    /** Returns whether each purchase must be in the partition that Kafka's default partitioner selects for its key. */
    boolean requiresMurmur2() {
        return get(ConfigKey.PARTITIONER).equals("murmur2");
    }

    public TopicNames topics() {
        Map<TopicRole, String> overrides = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            get(ConfigKey.topic(role)).ifPresent(name -> overrides.put(role, name));
        }
        return new TopicNames(get(ConfigKey.TOPICS_PREFIX), overrides);
    }

    public ProcessorRules processor() {
        return new ProcessorRules(
                new HistoryRules(
                        window(),
                        get(ConfigKey.ORDER_RETENTION).toMillis(),
                        get(ConfigKey.LATE_ORDERS).equals("accept")),
                new SegmentRules(
                        new ColdStart(
                                get(ConfigKey.COLD_START_ORDERS),
                                get(ConfigKey.COLD_START_PERIOD).toMillis()),
                        get(ConfigKey.HYSTERESIS),
                        get(ConfigKey.DIRECTION)),
                ChurnPolicy.of(
                        get(ConfigKey.ALERTS_WATCH),
                        get(ConfigKey.ALERTS_HORIZON).toMillis(),
                        get(ConfigKey.ALERTS_RETURN_THRESHOLD)),
                clock(),
                dates(),
                get(ConfigKey.CURRENCY).orElse(null),
                slices(
                        ConfigKey.REASSIGNMENT_POLL_INTERVAL,
                        ConfigKey.REASSIGNMENT_BATCH_SIZE,
                        ConfigKey.REASSIGNMENT_TIME_BUDGET),
                slices(ConfigKey.TIMERS_POLL_INTERVAL, ConfigKey.TIMERS_BATCH_SIZE, ConfigKey.TIMERS_TIME_BUDGET));
    }

    private SliceBudget slices(
            ConfigKey<Duration> pollInterval, ConfigKey<Integer> batchSize, ConfigKey<Duration> timeBudget) {
        return new SliceBudget(get(pollInterval), SliceBudget.DEFAULT.sliceInterval(), get(batchSize), get(timeBudget));
    }

    public TrainingOptions training() {
        return new TrainingOptions(
                get(ConfigKey.MODEL_K),
                get(ConfigKey.MODEL_RESTARTS),
                get(ConfigKey.MODEL_SEED),
                get(ConfigKey.MODEL_TRANSFORM),
                get(ConfigKey.MODEL_SCALING),
                new NamingRules(
                        get(ConfigKey.MODEL_NAMING),
                        get(ConfigKey.MODEL_ARCHETYPES).map(ArchetypeFile::read).orElse(Archetypes.DEFAULTS),
                        get(ConfigKey.NAMING_FADING_AFTER)),
                new CheckLimits(
                        get(ConfigKey.MODEL_MIN_CUSTOMERS),
                        get(ConfigKey.CHECK_SMALLEST_SHARE),
                        get(ConfigKey.CHECK_SILHOUETTE_DROP),
                        get(ConfigKey.CHECK_MOVED),
                        get(ConfigKey.CHECK_DRIFT),
                        get(ConfigKey.CHECK_RETURN_AUC)));
    }

    /** Returns the options of the return model. */
    public ReturnOptions returnModel() {
        return new ReturnOptions(
                get(ConfigKey.RETURN_HORIZON).toMillis(),
                get(ConfigKey.RETURN_CUSTOMERS),
                get(ConfigKey.RETURN_MEMORY));
    }

    /** Returns the rule that decides whether a new model becomes active. */
    public ActivationRule activation() {
        return get(ConfigKey.MODEL_ACTIVATE);
    }

    /** Returns how many of the newest models are kept. */
    public int keptModels() {
        return get(ConfigKey.MODEL_KEEP);
    }

    /** Returns the file that the trainer writes its metrics to; empty for none. */
    public Optional<Path> trainingMetrics() {
        return get(ConfigKey.TRAIN_METRICS_FILE);
    }
}
