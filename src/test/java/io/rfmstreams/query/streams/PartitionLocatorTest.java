package io.rfmstreams.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.query.CustomerId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.internals.StreamsMetadataImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionLocatorTest {

    private static final HostInfo SELF = new HostInfo("self", 1);
    private static final HostInfo OTHER = new HostInfo("other", 2);
    private static final HostInfo THIRD = new HostInfo("third", 3);
    private static final CustomerId ANN = new CustomerId("ann");
    private static final int PARTITIONS = 8;

    private static PartitionLocator locator(StreamsMetadata... members) {
        return locator(() -> Arrays.asList(members));
    }

    private static PartitionLocator locator(Supplier<Collection<StreamsMetadata>> members) {
        return new PartitionLocator(members, SELF, "purchases", PARTITIONS);
    }

    private static final int ANNS = locator().partition("ann");

    /** Returns an instance to which the last assignment gave these partitions of purchases and of the clock. */
    static StreamsMetadata member(HostInfo host, Set<Integer> active, Set<Integer> standby) {
        return new StreamsMetadataImpl(host, Set.of("customers"), inputs(active), Set.of("customers"), inputs(standby));
    }

    private static Set<TopicPartition> inputs(Set<Integer> partitions) {
        return partitions.stream()
                .flatMap(partition -> Stream.of(
                        new TopicPartition("purchases", partition), new TopicPartition("rfm-clock", partition)))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "bob", "c000001", "17850", "näh/%2e #1"})
    void shouldComputeThePartitionAsProducersDo(String customerId) {
        assertThat(locator().partition(customerId))
                .isEqualTo(BuiltInPartitioner.partitionForKey(customerId.getBytes(UTF_8), PARTITIONS));
    }

    @Test
    void shouldFindOwnerAndStandbyReplicas() {
        // When
        PartitionLocator.Location location = locator(
                        member(THIRD, Set.of(), Set.of(ANNS)),
                        member(OTHER, Set.of(), Set.of(ANNS, ANNS + 1)),
                        member(SELF, Set.of(ANNS), Set.of()))
                .of(ANN);

        // Then
        assertThat(location).isEqualTo(new PartitionLocator.Location(ANNS, SELF, List.of(OTHER, THIRD)));
    }

    @Test
    void shouldLeaveOutThisInstanceFromStandbyReplicas() {
        // When
        PartitionLocator.Location location = locator(
                        member(OTHER, Set.of(ANNS), Set.of()), member(SELF, Set.of(ANNS + 1), Set.of(ANNS)))
                .of(ANN);

        // Then
        assertThat(location).isEqualTo(new PartitionLocator.Location(ANNS, OTHER, List.of()));
    }

    @Test
    void shouldFindNoOwnerOfAnUnassignedPartition() {
        // When
        PartitionLocator.Location location = locator(
                        member(HostInfo.unavailable(), Set.of(ANNS), Set.of(ANNS)),
                        member(OTHER, Set.of(ANNS + 1), Set.of(ANNS)))
                .of(ANN);

        // Then
        assertThat(location).isEqualTo(new PartitionLocator.Location(ANNS, null, List.of(OTHER)));
    }

    static Stream<Supplier<Collection<StreamsMetadata>>> unknown() {
        return Stream.of(
                List::of,
                () -> {
                    throw new StreamsNotStartedException("not started");
                },
                () -> {
                    throw new IllegalStateException("KafkaStreams is not running. State is ERROR.");
                });
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void shouldComputeThePartitionWithoutKnownInstances(Supplier<Collection<StreamsMetadata>> members) {
        assertThat(locator(members).of(ANN)).isEqualTo(new PartitionLocator.Location(ANNS, null, List.of()));
    }
}
