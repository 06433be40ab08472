package io.rfmstreams.query.streams;

import io.rfmstreams.query.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/** Finds out where a customer is: the partition as producers choose it, the instances as Kafka Streams knows them. */
public final class Placements {

    private final KafkaStreams streams;
    private final HostInfo self;
    private final String store;
    private final int partitions;

    /**
     * Looks customers up.
     *
     * @param self how other instances reach this one
     * @param store that the customers are in
     * @param partitions of the topic of purchases
     */
    public Placements(KafkaStreams streams, HostInfo self, String store, int partitions) {
        this.streams = streams;
        this.self = self;
        this.store = store;
        this.partitions = partitions;
    }

    Placement of(CustomerId customerId) {
        KeyQueryMetadata metadata = metadata(customerId.value());
        int partition = partition(customerId.value());
        boolean known = !metadata.equals(KeyQueryMetadata.NOT_AVAILABLE) && metadata.partition() == partition;
        return known
                ? new Placement(
                        partition,
                        metadata.activeHost(),
                        metadata.standbyHosts().stream()
                                .filter(host -> !host.equals(self))
                                .sorted(Comparator.comparing(HostInfo::host).thenComparing(HostInfo::port))
                                .toList())
                : new Placement(partition, null, List.of());
    }

    boolean isSelf(HostInfo host) {
        return host.equals(self);
    }

    /** Kafka's default partitioner. */
    int partition(String customerId) {
        return Utils.toPositive(Utils.murmur2(customerId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private KeyQueryMetadata metadata(String customerId) {
        try (StringSerializer serializer = new StringSerializer()) {
            return streams.queryMetadataForKey(store, customerId, serializer);
        } catch (StreamsNotStartedException | IllegalStateException notRunning) {
            return KeyQueryMetadata.NOT_AVAILABLE;
        }
    }
}
