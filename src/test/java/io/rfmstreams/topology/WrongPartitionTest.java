package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.TopicRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Purchases of a producer with another partitioner. The task of the tests has partition 0 of 8. */
class WrongPartitionTest {

    private static final int PARTITIONS = 8;
    private static final List<String> CUSTOMERS =
            IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();

    @Test
    void shouldAcceptACustomerInOnePartitionOnly() {
        try (TopologyFixture topology = new TopologyFixture(rules(), KeyPartitioning.murmur2(PARTITIONS))) {
            // When
            CUSTOMERS.forEach(customer -> topology.buy(customer, "1", "10", "2025-01-01T10:00:00Z"));

            // Then
            List<String> here =
                    CUSTOMERS.stream().filter(WrongPartitionTest::isHere).toList();
            assertThat(here).hasSizeBetween(5, 25);
            assertThat(topology.profiles())
                    .extracting(profile -> profile.path("customerId").asText())
                    .containsExactlyElementsOf(here);
            assertThat(topology.read(TopicRole.DEAD_LETTERS))
                    .hasSize(CUSTOMERS.size() - here.size())
                    .allSatisfy(letter -> assertThat(header(letter, "error")).isEqualTo("wrong-partition"))
                    .extracting(TestRecord::key)
                    .doesNotContainAnyElementsOf(here);
            assertThat(topology.count(Counter.DEAD_LETTERS_WRONG_PARTITION)).isEqualTo(CUSTOMERS.size() - here.size());
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(here.size());
        }
    }

    @Test
    void shouldNotAdvanceTheClockOrEraseACustomer() {
        try (TopologyFixture topology = new TopologyFixture(rules(), KeyPartitioning.murmur2(PARTITIONS))) {
            // Given
            String here = first(true);
            String elsewhere = first(false);
            topology.buy(here, "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.buy(elsewhere, "1", "10", "2025-06-01T10:00:00Z");
            topology.send(elsewhere.getBytes(UTF_8), null);

            // Then
            assertThat(topology.read(TopicRole.DEAD_LETTERS))
                    .extracting(letter -> header(letter, "error"))
                    .containsExactly("wrong-partition", "wrong-partition");
            assertThat(topology.progress().now()).isEqualTo(TopologyFixture.at("2025-01-01T10:00:00Z"));
            assertThat(topology.customer(here)).isPresent();
            assertThat(topology.customer(elsewhere)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void shouldAcceptEveryPartitionIfNoneIsRequired() {
        try (TopologyFixture topology = new TopologyFixture(rules(), KeyPartitioning.ANY)) {
            // When
            topology.buy(first(false), "1", "10", "2025-01-01T10:00:00Z");

            // Then
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(1);
            assertThat(topology.read(TopicRole.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void shouldRefuseATopicWithoutPartitions() {
        assertThatThrownBy(() -> KeyPartitioning.murmur2(0)).hasMessage("partitions must be at least 1, but is 0");
    }

    /** Returns the partition that the producer of Kafka selects. */
    private static boolean isHere(String customerId) {
        return BuiltInPartitioner.partitionForKey(customerId.getBytes(UTF_8), PARTITIONS) == 0;
    }

    private static String first(boolean here) {
        return CUSTOMERS.stream()
                .filter(customer -> isHere(customer) == here)
                .findFirst()
                .orElseThrow();
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
