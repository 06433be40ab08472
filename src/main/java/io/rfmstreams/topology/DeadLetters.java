package io.rfmstreams.topology;

import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letter topic, its size limit and its log. All threads of a processor share it. Kafka Streams creates the exception
 * handlers, so that they read it from their configuration.
 */
public final class DeadLetters {

    /** The key of this object in the Kafka Streams configuration. */
    public static final String CONFIG_KEY = "rfm.dead.letters";

    /**
     * The maximum size of a dead letter in bytes. A purchase has a few hundred bytes, and the default limit of Kafka is 1 MB. With this
     * maximum, a dead letter contains all of a usual record, and many large records take little space.
     */
    public static final int MAX_BYTES = 64 << 10;

    /** The minimum size limit in bytes. A smaller dead letter would not contain enough of its record. */
    public static final int MIN_BYTES = 16 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final int maxBytes;
    private final RateLimitedLog log;

    /** @param maxBytes the size limit of the topic and the producer, at least {@link #MIN_BYTES} */
    public DeadLetters(String topic, int maxBytes) {
        this(topic, maxBytes, new RateLimitedLog(System::currentTimeMillis, LOG::warn));
    }

    DeadLetters(String topic, int maxBytes, RateLimitedLog log) {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException("maxBytes must be at least " + MIN_BYTES + ", but is " + maxBytes);
        }
        this.topic = topic;
        this.maxBytes = Math.min(maxBytes, MAX_BYTES);
        this.log = log;
    }

    /** Returns the object in a Kafka Streams configuration. */
    static DeadLetters in(Map<String, ?> configs) {
        return (DeadLetters) Objects.requireNonNull(configs.get(CONFIG_KEY), CONFIG_KEY);
    }

    String topic() {
        return topic;
    }

    /** Returns the maximum size of a dead letter in bytes: key, value, headers and the framing of Kafka. */
    int maxBytes() {
        return maxBytes;
    }

    /** Returns the log of dead letters and other input warnings. All tasks of the process share it. */
    RateLimitedLog log() {
        return log;
    }
}
