package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;

/**
 * In which partition the records of a customer must be. State is kept by partition: a customer whose records are in several
 * partitions would be several customers. Kafka Streams makes the tasks, and its configuration must hold this.
 */
public final class KeyPartitioning {

    /** The key of the Kafka Streams configuration that holds it. */
    public static final String CONFIG_KEY = "rfm.key.partitioning";

    /** Accepts every partition: the producers see to it that a customer is always in the same one. */
    public static final KeyPartitioning ANY = new KeyPartitioning(0);

    private final int partitions;

    private KeyPartitioning(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Requires the partition that Kafka's default partitioner chooses.
     *
     * @param partitions of the topic {@code purchases}, 1 or more
     */
    public static KeyPartitioning murmur2(int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", must be 1 or more");
        }
        return new KeyPartitioning(partitions);
    }

    static KeyPartitioning in(Map<String, ?> configs) {
        return (KeyPartitioning) Objects.requireNonNull(configs.get(CONFIG_KEY), CONFIG_KEY);
    }

    /**
     * Checks the partition of a record.
     *
     * @throws RejectedRecordException if the key belongs into another one
     */
    void check(byte[] key, int partition) {
        if (partitions == 0) {
            return;
        }
        int expected = Utils.toPositive(Utils.murmur2(key)) % partitions;
        if (expected != partition) {
            throw new RejectedRecordException(
                    RejectionReason.WRONG_PARTITION,
                    "by murmur2 the key belongs into partition " + expected + " of " + partitions);
        }
    }
}
