package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final long NOW = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private final EventFilter filter = new EventFilter(rules(), KeyPartitioning.ANY, () -> NOW);

    @Test
    void shouldReturnAcceptedEvents() {
        assertThat(filter.event("ann", json("{'orderId':'1','amount':2.5,'occurredAt':'2024-12-31T00:00:00Z'}")))
                .isEqualTo(new Purchase("1", Money.of("2.5"), NOW - 86_400_000));
        assertThat(filter.event(
                        "ann",
                        json("{'type':'REFUND','refundId':'r','amount':1,'occurredAt':'2024-12-31T00:00:00Z',"
                                + "'customerId':'ann'}")))
                .isEqualTo(new Refund("r", null, Money.of("1"), NOW - 86_400_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{'orderId':'1','amount':-1,'occurredAt':'2024-12-31T00:00:00Z'}",
                "{'amount':1,'occurredAt':'2024-12-31T00:00:00Z'}",
                "{'orderId':'1','amount':1,'occurredAt':'2024-12-31T00:00:00Z','customerId':'bob'}",
                "{'orderId':'1','amount':1,'occurredAt':'1969-12-31T00:00:00Z'}",
                "{'orderId':'1','amount':1,'occurredAt':'2025-12-31T00:00:00Z'}"
            })
    void shouldReturnNothingForRejectedEvents(String value) {
        assertThat(filter.event("ann", json(value))).isNull();
    }

    @Test
    void shouldKnowThePartitionOfAKey() {
        // Given
        EventFilter murmur2 = new EventFilter(rules(), KeyPartitioning.murmur2(8), () -> NOW);
        byte[] key = "ann".getBytes(UTF_8);

        // When
        long partitions = IntStream.range(0, 8)
                .filter(partition -> murmur2.isPartitionOf(key, partition))
                .count();

        // Then
        assertThat(partitions).isEqualTo(1);
        assertThat(filter.isPartitionOf(key, 5)).isTrue();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
