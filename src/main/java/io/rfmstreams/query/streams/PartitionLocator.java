package io.rfmstreams.query.streams;

import io.rfmstreams.query.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Locates customers: computes the partition as producers do, and finds the instances in the current assignment.
 * {@code KafkaStreams#queryMetadataForKey} is not used, because it fails if it does not know the partitions of the
 * topic yet.
 */
public final class PartitionLocator {

    private final Supplier<Collection<StreamsMetadata>> members;
    private final HostInfo self;
    private final String topic;
    private final int partitions;

    /**
     * Creates a locator.
     *
     * @param members all instances that hold customers, from {@link org.apache.kafka.streams.KafkaStreams}
     * @param self address at which other instances reach this one
     * @param topic the purchases topic
     * @param partitions number of partitions of that topic
     */
    public PartitionLocator(
            Supplier<Collection<StreamsMetadata>> members, HostInfo self, String topic, int partitions) {
        this.members = members;
        this.self = self;
        this.topic = topic;
        this.partitions = partitions;
    }

    /**
     * The instances that hold a customer.
     *
     * @param partition the customer's partition
     * @param owner the instance that processes the partition; null if it is not known
     * @param standbys other instances that have a standby replica
     */
    record Location(int partition, @Nullable HostInfo owner, List<HostInfo> standbys) {}

    Location of(CustomerId customerId) {
        int partition = partition(customerId.value());
        Collection<StreamsMetadata> known = members();
        HostInfo owner = holders(known, StreamsMetadata::topicPartitions, partition).stream()
                .findFirst()
                .orElse(null);
        List<HostInfo> standbys = holders(known, StreamsMetadata::standbyTopicPartitions, partition).stream()
                .filter(host -> !host.equals(self) && !host.equals(owner))
                .toList();
        return new Location(partition, owner, standbys);
    }

    boolean isSelf(HostInfo host) {
        return host.equals(self);
    }

    /** Computes the partition as Kafka's default partitioner does. */
    int partition(String customerId) {
        return Utils.toPositive(Utils.murmur2(customerId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private List<HostInfo> holders(
            Collection<StreamsMetadata> known, Function<StreamsMetadata, Set<TopicPartition>> held, int partition) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        return known.stream()
                .filter(member -> held.apply(member).contains(wanted))
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(HostInfo.unavailable()))
                .sorted(Comparator.comparing(HostInfo::host).thenComparing(HostInfo::port))
                .toList();
    }

    private Collection<StreamsMetadata> members() {
        try {
            return members.get();
        } catch (StreamsNotStartedException | IllegalStateException notRunning) {
            return List.of();
        }
    }
}
