package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;

/**
 * Checks that a record is in the partition of its key. State is kept per partition: a customer with records in several partitions would
 * be counted several times. Tasks read this object from the Kafka Streams configuration.
 */
public final class KeyPartitioning {

    /** The key of this object in the Kafka Streams configuration. */
    public static final String CONFIG_KEY = "rfm.key.partitioning";

    /** Accepts every partition. The producers must send all records of a customer to the same partition. */
    public static final KeyPartitioning ANY = new KeyPartitioning(0);

    private final int partitions;

    private KeyPartitioning(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Requires the partition that the default partitioner of Kafka selects.
     *
     * @param partitions the number of partitions of the topic {@code purchases}, at least 1
     */
    public static KeyPartitioning murmur2(int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, but is " + partitions);
        }
        return new KeyPartitioning(partitions);
    }

    static KeyPartitioning in(Map<String, ?> configs) {
        return (KeyPartitioning) Objects.requireNonNull(configs.get(CONFIG_KEY), CONFIG_KEY);
    }

    /**
     * Checks the partition of a record.
     *
     * @throws RejectedRecordException if the key belongs to another partition
     */
    void check(byte[] key, int partition) {
        if (partitions == 0) {
            return;
        }
        int expected = Utils.toPositive(Utils.murmur2(key)) % partitions;
        if (expected != partition) {
            throw new RejectedRecordException(
                    RejectionReason.WRONG_PARTITION,
                    "by murmur2, the key belongs to partition " + expected + " of " + partitions);
        }
    }
}
