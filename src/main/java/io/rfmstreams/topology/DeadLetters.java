package io.rfmstreams.topology;

import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letter topic as one processor writes to it, shared by all its threads. Kafka Streams makes the handlers itself, so
 * that they find this in their configuration.
 */
public final class DeadLetters {

    /** The key of the Kafka Streams configuration that holds it. */
    public static final String CONFIG_KEY = "rfm.dead.letters";

    /**
     * The most bytes of a dead letter, all told. A purchase has a few hundred; Kafka's default limits are 1 MB. So a reader
     * sees what it was, every default takes it with room to spare, and a flood of large records stays small.
     */
    public static final int USUAL_BYTES = 64 << 10;

    /** Less than this leaves too little of a record to see what it was. */
    public static final int LEAST_BYTES = 16 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final int mostBytes;
    private final RateLimitedLog log;

    /** @param mostBytes what the topic and the producer take, from {@link #LEAST_BYTES} on */
    public DeadLetters(String topic, int mostBytes) {
        this(topic, mostBytes, new RateLimitedLog(System::currentTimeMillis, LOG::warn));
    }

    DeadLetters(String topic, int mostBytes, RateLimitedLog log) {
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("mostBytes is " + mostBytes + ", must be " + LEAST_BYTES + " or more");
        }
        this.topic = topic;
        this.mostBytes = Math.min(mostBytes, USUAL_BYTES);
        this.log = log;
    }

    /** Those of a processor's configuration. */
    static DeadLetters in(Map<String, ?> configs) {
        return (DeadLetters) Objects.requireNonNull(configs.get(CONFIG_KEY), CONFIG_KEY);
    }

    String topic() {
        return topic;
    }

    /** The most bytes that a dead letter may have: key, value, headers and what Kafka adds. */
    int mostBytes() {
        return mostBytes;
    }

    /** Warns of dead letters by reason, and of whatever else is wrong with the input, for all tasks of the process. */
    RateLimitedLog log() {
        return log;
    }
}
