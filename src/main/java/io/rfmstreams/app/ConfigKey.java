package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.training.TrainingOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every key that configuration knows, with its default and what it takes. The table in docs/configuration.md lists them in this order. */
public enum ConfigKey {
    APPLICATION_ID(
            "application.id", "rfm-streams", ValueKind.NAME, "Kafka Streams application, and prefix of its topics"),
    TOPICS_PREFIX("topics.prefix", "", ValueKind.TOPIC, "stands before every topic name"),
    TOPIC_PURCHASES("topic.purchases", "", ValueKind.TOPIC, "whole name of one topic, instead of prefix and default"),
    TOPIC_CLOCK("topic.clock", "", ValueKind.TOPIC, "likewise"),
    TOPIC_MODELS("topic.models", "", ValueKind.TOPIC, "likewise"),
    TOPIC_CHANGES("topic.changes", "", ValueKind.TOPIC, "likewise"),
    TOPIC_ALERTS("topic.alerts", "", ValueKind.TOPIC, "likewise"),
    TOPIC_PROFILES("topic.profiles", "", ValueKind.TOPIC, "likewise"),
    TOPIC_DEAD_LETTERS("topic.dead-letters", "", ValueKind.TOPIC, "likewise"),
    TOPICS_PARTITIONS(
            "topics.partitions", "8", ValueKind.COUNT, "partitions of the topics that `topics --create` makes"),
    TOPICS_REPLICATION(
            "topics.replication",
            "-1",
            ValueKind.range(-1, Short.MAX_VALUE),
            "their replication factor; -1 leaves it to the broker"),

    WINDOW("rfm.window", "P365D", ValueKind.WINDOW, "how long an order counts in frequency and monetary"),
    ORDER_RETENTION(
            "rfm.order.retention",
            "P365D",
            ValueKind.DURATION,
            "with a lifetime window: how long orders and refunds are kept one by one"),
    LATE_ORDERS(
            "rfm.late.orders",
            "reject",
            ValueKind.choice("reject", "accept"),
            "with a lifetime window: orders older than rfm.order.retention"),
    CLOCK("rfm.clock", "live", ValueKind.choice("live", "event"), "what moves time: the wall clock, or events alone"),
    MAX_FUTURE("rfm.max.future", "P1D", ValueKind.DURATION, "how far after the wall clock a date may lie"),
    CURRENCY("rfm.currency", "", ValueKind.TEXT, "the one currency; empty takes events of any, unchecked"),

    HYSTERESIS(
            "segment.hysteresis", "0", ValueKind.NUMBER, "how much nearer another centroid must be, in scaled units²"),
    COLD_START_ORDERS(
            "cold.start.orders", "2", ValueKind.COUNT, "customers with a lower frequency are new; 1 turns it off"),
    COLD_START_PERIOD("cold.start.period", "P30D", ValueKind.DURATION, "and only for so long after the first order"),

    ALERTS_SEGMENTS(
            "alerts.segments",
            "1,2",
            ValueKind.SEGMENTS,
            "watched segments, whose leaving for a lower rank is alerted; empty: none"),
    ALERTS_HORIZON("alerts.horizon", "P14D", ValueKind.DURATION, "how long before that the alert comes at most"),

    MODEL_K(
            "model.k",
            "4",
            ValueKind.range(TrainingOptions.MIN_K, TrainingOptions.MAX_K).or("auto"),
            "number of segments; auto chooses 2 to 10 by silhouette"),
    MODEL_TRANSFORM(
            "model.transform", "log1p", ValueKind.choice("log1p", "identity"), "what is done to features first"),
    MODEL_SCALING("model.scaling", "standard", ValueKind.choice("standard", "minmax"), "how they are scaled then"),
    MODEL_NAMING(
            "model.naming",
            "archetype",
            ValueKind.choice("archetype", "spend-rank"),
            "how segments get names and ranks"),
    MODEL_ARCHETYPES(
            "model.archetypes", "", ValueKind.TEXT, "properties file with other archetypes and actions; empty: none"),
    MODEL_MIN_CUSTOMERS("model.min.customers", "100", ValueKind.COUNT, "no fit with fewer customers"),
    MODEL_RESTARTS("model.restarts", "100", ValueKind.COUNT, "independent starts of K-Means; the lowest inertia wins"),
    MODEL_SEED("model.seed", "42", ValueKind.INTEGER, "of all random choices"),
    MODEL_ACTIVATE(
            "model.activate",
            "auto",
            ValueKind.choice("auto", "never", "always"),
            "whether a new model becomes active: auto where it passes all checks"),
    MODEL_KEEP(
            "model.keep",
            "100",
            ValueKind.COUNT,
            "newest models that are kept; the trainer deletes older ones, except the active one"),
    CHECK_SMALLEST_SHARE(
            "model.check.smallest.share", "0.005", ValueKind.SHARE, "least share of customers in each segment"),
    CHECK_SILHOUETTE_DROP(
            "model.check.silhouette.drop",
            "0.1",
            ValueKind.NUMBER,
            "how far the silhouette may lie below the parent's"),
    CHECK_MOVED("model.check.moved", "0.3", ValueKind.SHARE, "most customers that may move by the new model alone"),
    CHECK_DRIFT(
            "model.check.drift",
            "0.25",
            ValueKind.NUMBER,
            "how far a feature may drift from the parent's (population stability index)"),
    TRAIN_METRICS_FILE(
            "train.metrics.file",
            "",
            ValueKind.TEXT,
            "where train leaves its metrics after every round, such as /DIR/rfm_train.prom; empty: nowhere"),

    THREADS("process.threads", "2", ValueKind.COUNT, "stream threads"),
    GUARANTEE(
            "process.guarantee",
            "exactly_once_v2",
            ValueKind.choice("exactly_once_v2", "at_least_once"),
            "processing guarantee"),
    COMMIT_INTERVAL("process.commit.interval", "PT0.1S", ValueKind.DURATION, "how often work is committed"),
    STANDBYS("process.standbys", "0", ValueKind.NATURAL, "standby replicas of the state on other instances"),
    STATE_DIR(
            "process.state.dir",
            "",
            ValueKind.TEXT,
            "folder of the state; empty: rfm-streams in $XDG_STATE_HOME, or in ~/.local/state"),
    LIVENESS_FILE(
            "process.liveness.file",
            "",
            ValueKind.TEXT,
            "touched every 5 s as long as all stream threads work; empty: none"),
    STORE_CACHE("process.store.cache.bytes", "134217728", ValueKind.BYTES, "customers kept in memory, all threads"),
    BLOCK_CACHE("process.rocksdb.block.cache.bytes", "134217728", ValueKind.BYTES, "RocksDB block cache, all stores"),
    WRITE_BUFFERS("process.rocksdb.write.buffer.bytes", "67108864", ValueKind.BYTES, "RocksDB memtables, all stores"),
    REASSIGNMENT_POLL_INTERVAL(
            "process.reassignment.poll.interval",
            "PT0.5S",
            ValueKind.DURATION,
            "how often an idle task looks for a new model"),
    REASSIGNMENT_BATCH_SIZE(
            "process.reassignment.batch.size", "2000", ValueKind.COUNT, "customers a slice when a model changes"),
    REASSIGNMENT_TIME_BUDGET(
            "process.reassignment.time.budget", "PT0.01S", ValueKind.DURATION, "time a slice when a model changes"),
    TIMERS_POLL_INTERVAL(
            "process.timers.poll.interval", "PT0.5S", ValueKind.DURATION, "how often an idle task looks who is due"),
    TIMERS_BATCH_SIZE("process.timers.batch.size", "2000", ValueKind.COUNT, "due customers a slice"),
    TIMERS_TIME_BUDGET("process.timers.time.budget", "PT0.01S", ValueKind.DURATION, "time a slice of due customers"),

    HTTP_HOST("http.host", "127.0.0.1", ValueKind.HOST, "where the REST interface listens"),
    HTTP_PORT("http.port", "8080", ValueKind.range(0, 65_535), "and on which port; 0 for any free one"),
    HTTP_HEALTH_HOST(
            "http.health.host",
            "127.0.0.1",
            ValueKind.HOST,
            "where a second listener is, for health and metrics alone"),
    HTTP_HEALTH_PORT(
            "http.health.port",
            "off",
            ValueKind.range(0, 65_535).or("off"),
            "and on which port, in plain HTTP; off: there is none"),
    HTTP_ADVERTISED(
            "http.advertised",
            "",
            ValueKind.HOST_AND_PORT,
            "how other instances reach this one; empty: where it listens"),
    HTTP_TOKEN_READ("http.token.read", "", ValueKind.TOKEN, "bearer token that may read"),
    HTTP_TOKEN_ADMIN("http.token.admin", "", ValueKind.TOKEN, "bearer token that may read and write"),
    HTTP_TOKEN_PEER(
            "http.token.peer",
            "",
            ValueKind.TOKEN,
            "bearer token that instances ask each other under; needed by several where one of the other two is set"),
    HTTP_INSECURE(
            "http.insecure",
            "false",
            ValueKind.choice("true", "false"),
            "whether other machines are let in although there is no token"),
    HTTP_KEYSTORE("http.tls.keystore", "", ValueKind.TEXT, "PKCS 12 file with certificate and key; turns TLS on"),
    HTTP_KEYSTORE_PASSWORD("http.tls.keystore.password", "", ValueKind.TEXT, "its password"),
    HTTP_MAX_CONCURRENT("http.max.concurrent", "32", ValueKind.COUNT, "requests worked on at a time"),
    HTTP_QUEUE_SIZE(
            "http.queue.size", "128", ValueKind.NATURAL, "requests that may wait for that; more get 503 at once"),
    HTTP_MAX_CONNECTIONS(
            "http.max.connections",
            "1024",
            ValueKind.COUNT,
            "connections open at a time, more than the two together; a further one takes the place of the one idle longest"),
    HTTP_REQUEST_TIMEOUT(
            "http.request.timeout",
            "PT10S",
            ValueKind.DURATION,
            "how long a request may take to arrive, from the opening of its connection or its first byte"),
    HTTP_IDLE_TIMEOUT(
            "http.idle.timeout",
            "PT30S",
            ValueKind.DURATION,
            "how long a connection may be idle between requests; without a token 5 s at most"),
    HTTP_PEER_TIMEOUT(
            "http.peer.timeout",
            "PT0.5S",
            ValueKind.DURATION,
            "how long another instance may take before a copy is asked");

    /** Stands for a choice by the program. */
    static final String AUTOMATIC = "auto";

    /** Stands for a listener that there is not. */
    static final String OFF = "off";

    /** Keys that start with this go to every Kafka client, without it. */
    public static final String KAFKA_PREFIX = "kafka.";

    private final String key;
    private final String defaultValue;
    private final ValueKind kind;
    private final String meaning;

    ConfigKey(String key, String defaultValue, ValueKind kind, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.kind = kind;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public ValueKind kind() {
        return kind;
    }

    /** One line for tables and help. */
    public String meaning() {
        return meaning;
    }

    /** Whether the value is nobody else's business. */
    boolean isSecret() {
        return kind.equals(ValueKind.TOKEN) || key.endsWith("password");
    }

    /** The environment variable of the key: {@code RFM_}, capitals, a leading {@code rfm.} dropped. */
    public String environmentName() {
        String rest = key.startsWith("rfm.") ? key.substring("rfm.".length()) : key;
        return Configuration.ENVIRONMENT_PREFIX
                + rest.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<ConfigKey> of(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }

    static Optional<ConfigKey> ofEnvironment(String name) {
        return Arrays.stream(values())
                .filter(known -> known.environmentName().equals(name))
                .findFirst();
    }

    static ConfigKey topic(TopicRole role) {
        return of("topic." + role.key()).orElseThrow();
    }
}
