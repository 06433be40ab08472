package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.training.FeatureTransforms;
import io.rfmstreams.training.NamingRules;
import io.rfmstreams.training.TrainingOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.streams.state.HostInfo;

/**
 * A configuration key with its type, default and documentation. {@link #definition} gives all keys as Kafka's
 * {@link ConfigDef}; a test compares the table in {@code docs/configuration.md} with it.
 *
 * @param <T> what {@link Configuration#get} returns
 */
public final class ConfigKey<T> {

    /**
     * Keys that start with this prefix, except {@link #KAFKA_WAIT}, are passed to every Kafka client, without the
     * prefix.
     */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final List<ConfigKey<?>> ALL = new ArrayList<>();

    public static final ConfigKey<String> APPLICATION_ID = key(
            "application.id", "rfm-streams", ValueType.NAME, "Kafka Streams application id; prefix of internal topics");
    public static final ConfigKey<String> TOPICS_PREFIX =
            key("topics.prefix", "", ValueType.PREFIX, "prefix of every topic name");

    private static final Map<TopicRole, ConfigKey<Optional<String>>> TOPICS = topics();

    public static final ConfigKey<Integer> TOPICS_PARTITIONS =
            key("topics.partitions", "8", ValueType.COUNT, "partitions of the topics that `topics --create` creates");
    public static final ConfigKey<Integer> TOPICS_REPLICATION = key(
            "topics.replication",
            "-1",
            ValueType.range(-1, Short.MAX_VALUE),
            "replication factor of these topics; -1: the broker's default");

    public static final ConfigKey<Window> WINDOW =
            key("rfm.window", "P365D", ValueType.WINDOW, "how long an order counts in frequency and monetary");
    public static final ConfigKey<Duration> ORDER_RETENTION = key(
            "rfm.order.retention",
            "P365D",
            ValueType.DURATION,
            "with a lifetime window: how long each order and refund is kept");
    public static final ConfigKey<String> LATE_ORDERS = key(
            "rfm.late.orders",
            "reject",
            ValueType.choice("reject", "accept"),
            "with a lifetime window: what happens to orders older than `rfm.order.retention`");
    public static final ConfigKey<ClockMode> CLOCK =
            key("rfm.clock", "live", ValueType.constant(ClockMode.class), "what moves time: the wall clock, or events");
    public static final ConfigKey<Duration> MAX_FUTURE =
            key("rfm.max.future", "P1D", ValueType.DURATION, "how far a date may lie after the wall clock");
    public static final ConfigKey<Optional<String>> CURRENCY =
            key("rfm.currency", "", ValueType.OPTIONAL_TEXT, "the one currency of all amounts; empty: not checked");
    public static final ConfigKey<String> PARTITIONER = key(
            "rfm.partitioner",
            "murmur2",
            ValueType.choice("murmur2", "any"),
            "how purchases are partitioned by key; any: not checked, if the producers keep a customer in one partition");

    public static final ConfigKey<Double> HYSTERESIS = key(
            "segment.hysteresis",
            "0.25",
            ValueType.NUMBER,
            "how much nearer another centroid must be before a customer moves, in squared standard deviations");
    public static final ConfigKey<DirectionRule> DIRECTION = key(
            "segment.direction",
            "monotone",
            ValueType.constant(DirectionRule.class),
            "monotone: time and refunds never raise a rank, a purchase never lowers it; free: no such rule");
    public static final ConfigKey<Integer> COLD_START_ORDERS = key(
            "cold.start.orders",
            "2",
            ValueType.COUNT,
            "customers with a lower frequency are in segment `new`; 1 turns this off");
    public static final ConfigKey<Duration> COLD_START_PERIOD = key(
            "cold.start.period", "P30D", ValueType.DURATION, "how long after the first order a customer can be `new`");

    public static final ConfigKey<String> ALERTS_WATCH = key(
            "alerts.watch",
            "1,2",
            ValueType.SEGMENTS,
            "watched segments; a move from one of them to a lower rank or to `inactive` raises an alert; empty: none");
    public static final ConfigKey<Duration> ALERTS_HORIZON =
            key("alerts.horizon", "P14D", ValueType.DURATION, "how long before the move SLIPPING is raised at most");
    public static final ConfigKey<Double> ALERTS_RETURN_THRESHOLD = key(
            "alerts.return.threshold",
            "0.5",
            ValueType.SHARE,
            "return probability below which FADING is raised; 0: never");

    public static final ConfigKey<OptionalInt> MODEL_K = key(
            "model.k",
            "4",
            ValueType.rangeOr("auto", TrainingOptions.MIN_K, TrainingOptions.MAX_K),
            "number of segments; auto: the trainer chooses 2 to 10 by silhouette");
    public static final ConfigKey<FeatureTransforms> MODEL_TRANSFORM = key(
            "model.transform",
            "identity,log1p,log1p",
            ValueType.TRANSFORMS,
            "transform of all features, or of recency, frequency and monetary");
    public static final ConfigKey<Scaling> MODEL_SCALING =
            key("model.scaling", "standard", ValueType.constant(Scaling.class), "scaling of the transformed features");
    public static final ConfigKey<NamingRules.Method> MODEL_NAMING = key(
            "model.naming",
            "archetype",
            ValueType.constant(NamingRules.Method.class),
            "how segments get names and ranks");
    public static final ConfigKey<Duration> NAMING_FADING_AFTER = key(
            "model.naming.fading.after",
            "P30D",
            ValueType.DURATION,
            "least mean recency of a segment that is named Can't Lose, At-Risk, Hibernating or Lost");
    public static final ConfigKey<Optional<Path>> MODEL_ARCHETYPES = key(
            "model.archetypes",
            "",
            ValueType.FILE,
            "properties file with other archetypes and actions; empty: the built-in ones");
    public static final ConfigKey<Integer> MODEL_MIN_CUSTOMERS =
            key("model.min.customers", "100", ValueType.COUNT, "with fewer customers the trainer fits no model");
    public static final ConfigKey<Integer> MODEL_RESTARTS =
            key("model.restarts", "100", ValueType.COUNT, "independent starts of K-Means; the lowest inertia wins");
    public static final ConfigKey<Long> MODEL_SEED =
            key("model.seed", "42", ValueType.INTEGER, "seed of all random choices of the trainer");
    public static final ConfigKey<Duration> RETURN_HORIZON = key(
            "model.return.horizon",
            "P90D",
            ValueType.DURATION,
            "the return probability is that of an order within this time");
    public static final ConfigKey<Integer> RETURN_CUSTOMERS = key(
            "model.return.customers",
            "100000",
            ValueType.NATURAL,
            "about how many customers the return probability is fitted to; 0: no return probability");
    public static final ConfigKey<Long> RETURN_MEMORY = key(
            "model.return.memory.bytes",
            "134217728",
            ValueType.BYTES,
            "bytes of their purchases that the trainer keeps in memory; if there are more, it takes fewer customers");
    public static final ConfigKey<ActivationRule> MODEL_ACTIVATE = key(
            "model.activate",
            "auto",
            ValueType.constant(ActivationRule.class),
            "whether a new model becomes active; auto: if it passes all checks");
    public static final ConfigKey<Integer> MODEL_KEEP = key(
            "model.keep",
            "100",
            ValueType.COUNT,
            "newest models that are kept; the trainer deletes older ones, except the active one");
    public static final ConfigKey<Double> CHECK_SMALLEST_SHARE =
            key("model.check.smallest.share", "0.005", ValueType.SHARE, "least share of customers in each segment");
    public static final ConfigKey<Double> CHECK_SILHOUETTE_DROP = key(
            "model.check.silhouette.drop", "0.1", ValueType.NUMBER, "how far the silhouette may be below the parent's");
    public static final ConfigKey<Double> CHECK_MOVED =
            key("model.check.moved", "0.3", ValueType.SHARE, "largest share of customers that the new model may move");
    public static final ConfigKey<Double> CHECK_DRIFT = key(
            "model.check.drift",
            "0.25",
            ValueType.NUMBER,
            "how far a feature may drift from the parent's (population stability index)");
    public static final ConfigKey<Double> CHECK_RETURN_AUC = key(
            "model.check.return.auc",
            "0.55",
            ValueType.SHARE,
            "least area under the ROC curve of the return probability in its validation");
    public static final ConfigKey<Optional<Path>> TRAIN_METRICS_FILE = key(
            "train.metrics.file",
            "",
            ValueType.FILE,
            "file for the metrics of `train`, such as /DIR/rfm_train.prom; written after every run; empty: none");

    public static final ConfigKey<Duration> KAFKA_WAIT = key(
            "kafka.wait",
            "PT5M",
            ValueType.DURATION,
            "how long `process` and `insights` wait for Kafka at start; the one `kafka.` key that is not passed to Kafka's clients");

    public static final ConfigKey<Integer> THREADS =
            key("process.threads", "2", ValueType.COUNT, "number of stream threads");
    public static final ConfigKey<String> GUARANTEE = key(
            "process.guarantee",
            "exactly_once_v2",
            ValueType.choice("exactly_once_v2", "at_least_once"),
            "processing guarantee");
    public static final ConfigKey<Duration> COMMIT_INTERVAL =
            key("process.commit.interval", "PT0.1S", ValueType.DURATION, "time between two commits");
    public static final ConfigKey<Integer> STANDBYS =
            key("process.standbys", "0", ValueType.NATURAL, "standby replicas of the state on other instances");
    public static final ConfigKey<Optional<Path>> STATE_DIR = key(
            "process.state.dir",
            "",
            ValueType.FILE,
            "folder of the state; empty: rfm-streams in $XDG_STATE_HOME, or in ~/.local/state");
    public static final ConfigKey<Duration> STOP_TIMEOUT = key(
            "process.stop.timeout",
            "PT5S",
            ValueType.DURATION,
            "longest time to commit and to close the state at a stop; open requests have 3 s before it");
    public static final ConfigKey<Optional<Path>> LIVENESS_FILE = key(
            "process.liveness.file",
            "",
            ValueType.FILE,
            "file that is touched every 5 s while all stream threads work; empty: none");
    public static final ConfigKey<Long> STORE_CACHE = key(
            "process.store.cache.bytes", "134217728", ValueType.BYTES, "customer cache of all tasks of an instance");
    public static final ConfigKey<Long> BLOCK_CACHE =
            key("process.rocksdb.block.cache.bytes", "201326592", ValueType.BYTES, "RocksDB block cache of all stores");
    public static final ConfigKey<Long> WRITE_BUFFERS =
            key("process.rocksdb.write.buffer.bytes", "134217728", ValueType.BYTES, "RocksDB memtables of all stores");
    public static final ConfigKey<Duration> REASSIGNMENT_POLL_INTERVAL = key(
            "process.reassignment.poll.interval",
            "PT0.5S",
            ValueType.DURATION,
            "how often an idle task checks for a new model");
    public static final ConfigKey<Integer> REASSIGNMENT_BATCH_SIZE = key(
            "process.reassignment.batch.size", "2000", ValueType.COUNT, "most customers in a slice of a reassignment");
    public static final ConfigKey<Duration> REASSIGNMENT_TIME_BUDGET =
            key("process.reassignment.time.budget", "PT0.01S", ValueType.DURATION, "time of a slice of a reassignment");
    public static final ConfigKey<Duration> TIMERS_POLL_INTERVAL = key(
            "process.timers.poll.interval",
            "PT0.5S",
            ValueType.DURATION,
            "how often an idle task checks for due timers");
    public static final ConfigKey<Integer> TIMERS_BATCH_SIZE =
            key("process.timers.batch.size", "2000", ValueType.COUNT, "most customers in a slice of due timers");
    public static final ConfigKey<Duration> TIMERS_TIME_BUDGET =
            key("process.timers.time.budget", "PT0.01S", ValueType.DURATION, "time of a slice of due timers");

    public static final ConfigKey<Optional<Path>> INSIGHTS_STATE_DIR = key(
            "insights.state.dir",
            "",
            ValueType.FILE,
            "folder of the read model; empty: insights in the folder of the state");
    public static final ConfigKey<Long> INSIGHTS_MEMORY = key(
            "insights.memory",
            "536870912",
            ValueType.bytes(64L << 20),
            "most memory of the read model in bytes, outside of the Java heap");
    public static final ConfigKey<Duration> INSIGHTS_COMMIT_INTERVAL = key(
            "insights.commit.interval",
            "PT0.25S",
            ValueType.DURATION,
            "how long records are collected before they are written to the read model");
    public static final ConfigKey<Duration> INSIGHTS_RETENTION = key(
            "insights.retention",
            "P730D",
            ValueType.DURATION,
            "how long the read model keeps segment changes, alerts and offers");
    public static final ConfigKey<Boolean> INSIGHTS_SQL = key(
            "insights.sql", "false", ValueType.BOOLEAN, "whether `POST /v1/sql` runs queries, with the admin token");
    public static final ConfigKey<Optional<URI>> INSIGHTS_PROCESS_URL = key(
            "insights.process.url",
            "",
            ValueType.URL,
            "REST API of a processor, to which `insights` passes requests for one customer and for models; empty: none");

    public static final ConfigKey<String> HTTP_HOST =
            key("http.host", "127.0.0.1", ValueType.HOST, "address that the REST API listens on");
    public static final ConfigKey<Integer> HTTP_PORT =
            key("http.port", "8080", ValueType.range(0, 65_535), "port of the REST API; 0: any free port");
    public static final ConfigKey<String> HTTP_HEALTH_HOST = key(
            "http.health.host",
            "127.0.0.1",
            ValueType.HOST,
            "address of a second listener for health and metrics only");
    public static final ConfigKey<OptionalInt> HTTP_HEALTH_PORT = key(
            "http.health.port",
            "off",
            ValueType.rangeOr("off", 0, 65_535),
            "port of the second listener, plain HTTP; off: no second listener");
    public static final ConfigKey<Optional<HostInfo>> HTTP_ADVERTISED = key(
            "http.advertised",
            "",
            ValueType.HOST_AND_PORT,
            "address at which other instances reach this one; empty: the address it listens on");
    public static final ConfigKey<String> HTTP_TOKEN_READ =
            key("http.token.read", "", ValueType.SECRET_TOKEN, "bearer token for reading");
    public static final ConfigKey<String> HTTP_TOKEN_ADMIN =
            key("http.token.admin", "", ValueType.SECRET_TOKEN, "bearer token for reading and writing");
    public static final ConfigKey<String> HTTP_TOKEN_PEER = key(
            "http.token.peer",
            "",
            ValueType.SECRET_TOKEN,
            "bearer token between instances; required for several instances if another token is set");
    public static final ConfigKey<Boolean> HTTP_INSECURE = key(
            "http.insecure",
            "false",
            ValueType.BOOLEAN,
            "whether to accept requests from other machines without any token");
    public static final ConfigKey<Optional<Path>> HTTP_KEYSTORE =
            key("http.tls.keystore", "", ValueType.FILE, "PKCS 12 file with certificate and key; turns TLS on");
    public static final ConfigKey<String> HTTP_KEYSTORE_PASSWORD =
            key("http.tls.keystore.password", "", ValueType.SECRET_TEXT, "password of the key store");
    public static final ConfigKey<Integer> HTTP_MAX_CONCURRENT =
            key("http.max.concurrent", "32", ValueType.COUNT, "requests processed at the same time");
    public static final ConfigKey<Integer> HTTP_QUEUE_SIZE = key(
            "http.queue.size",
            "128",
            ValueType.NATURAL,
            "requests that wait for this, 1 s at most; further ones get 503 at once");
    public static final ConfigKey<Integer> HTTP_MAX_CONNECTIONS = key(
            "http.max.connections",
            "1024",
            ValueType.COUNT,
            "open connections, more than the two keys above together; a further one replaces the one idle longest");
    public static final ConfigKey<Duration> HTTP_REQUEST_TIMEOUT = key(
            "http.request.timeout",
            "PT10S",
            ValueType.DURATION,
            "how long a request may take to arrive, from the opening of the connection or its first byte");
    public static final ConfigKey<Duration> HTTP_IDLE_TIMEOUT = key(
            "http.idle.timeout",
            "PT30S",
            ValueType.DURATION,
            "how long a connection may be idle between requests; without a token at most 5 s");
    public static final ConfigKey<Duration> HTTP_PEER_TIMEOUT = key(
            "http.peer.timeout",
            "PT0.5S",
            ValueType.DURATION,
            "how long to wait for another instance before asking a standby");

    private final String name;
    private final String defaultValue;
    private final ValueType<T> type;
    private final String documentation;

    private ConfigKey(String name, String defaultValue, ValueType<T> type, String documentation) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.type = type;
        this.documentation = documentation;
    }

    private static Map<TopicRole, ConfigKey<Optional<String>>> topics() {
        Map<TopicRole, ConfigKey<Optional<String>>> topics = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            String meaning = "name of this topic; empty: `topics.prefix` and `" + role.defaultName() + "`";
            topics.put(role, key("topic." + role.key(), "", ValueType.OPTIONAL_NAME, meaning));
        }
        return topics;
    }

    private static <T> ConfigKey<T> key(String name, String defaultValue, ValueType<T> type, String documentation) {
        ConfigKey<T> key = new ConfigKey<>(name, defaultValue, type, documentation);
        ALL.add(key);
        return key;
    }

    /** Returns all keys in the order of the documentation. */
    static List<ConfigKey<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Returns all keys with types, validators, defaults and documentation, as Kafka defines configurations. */
    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ALL.forEach(key -> definition.define(
                key.name,
                key.type.type(),
                key.defaultValue,
                key.type.validator(),
                Importance.MEDIUM,
                key.documentation));
        return definition;
    }

    /** Returns the key that holds the name of a topic. */
    static ConfigKey<Optional<String>> topic(TopicRole role) {
        return Objects.requireNonNull(TOPICS.get(role));
    }

    static Optional<ConfigKey<?>> named(String name) {
        return find(key -> key.name.equals(name));
    }

    static Optional<ConfigKey<?>> ofEnvironment(String variable) {
        return find(key -> key.environmentName().equals(variable));
    }

    private static Optional<ConfigKey<?>> find(Predicate<ConfigKey<?>> condition) {
        for (ConfigKey<?> key : ALL) {
            if (condition.test(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    public String key() {
        return name;
    }

    public String defaultValue() {
        return defaultValue;
    }

    ValueType<T> type() {
        return type;
    }

    public String documentation() {
        return documentation;
    }

    /** Returns whether the value must not be shown. */
    boolean isSecret() {
        return type.isSecret();
    }

    /**
     * Returns the environment variable of the key: {@code RFM_}, then the key in capitals without a leading
     * {@code rfm.}.
     */
    public String environmentName() {
        String rest = name.startsWith("rfm.") ? name.substring("rfm.".length()) : name;
        return Configuration.ENVIRONMENT_PREFIX
                + rest.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String toString() {
        return name;
    }
}
