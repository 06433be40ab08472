package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "none", textBlock = """
            bad-json           | ann  | nonsense
            no-key             | none | {'orderId':'1','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            key-mismatch       | ann  | {'orderId':'1','customerId':'bob','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            missing-id         | ann  | {'amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            bad-type           | ann  | {'orderId':'1','type':'GIFT','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            bad-amount         | ann  | {'orderId':'1','amount':-1,'occurredAt':'2025-01-01T00:00:00Z'}
            amount-too-large   | ann  | {'orderId':'1','amount':1e13,'occurredAt':'2025-01-01T00:00:00Z'}
            wrong-currency     | ann  | {'orderId':'1','amount':1,'currency':'USD','occurredAt':'2025-01-01T00:00:00Z'}
            bad-date           | ann  | {'orderId':'1','amount':1,'occurredAt':'2025-01-01'}
            ancient-date       | ann  | {'orderId':'1','amount':1,'occurredAt':'1969-12-31T23:59:59Z'}
            future-date        | ann  | {'orderId':'1','amount':1,'occurredAt':'2026-01-02T00:00:00.001Z'}
            missing-refund-id  | ann  | {'orderId':'1','type':'REFUND','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            """)
    void shouldSendWhatCannotBeTakenToTheDeadLetters(String reason, @Nullable String key, String value) {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            byte[] original = value.replace('\'', '"').getBytes(UTF_8);

            // When
            topology.send(key == null ? null : key.getBytes(UTF_8), original);
            topology.buy("bob", "1", "10", "2025-01-01T10:00:00Z");

            // Then
            List<TestRecord<String, byte[]>> letters = topology.read(TopicRole.DEAD_LETTERS);
            assertThat(letters).hasSize(1);
            TestRecord<String, byte[]> letter = letters.get(0);
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(original);
            assertThat(header(letter, "error")).isEqualTo(reason);
            assertThat(header(letter, "__streams.errors.topic")).isEqualTo("purchases");
            assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
            assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
            assertThat(header(letter, "__streams.errors.message")).startsWith(reason + ": ");
            assertThat(topology.progress().counts().of(counter(reason))).isEqualTo(1);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(1);
            assertThat(topology.progress().now()).isEqualTo(TopologyFixture.at("2025-01-01T10:00:00Z"));
        }
    }

    @Test
    void shouldRefuseKeysThatAreNoIds() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            byte[] value = "{\"orderId\":\"1\",\"amount\":1,\"occurredAt\":\"2025-01-01T00:00:00Z\"}".getBytes(UTF_8);

            // When
            topology.send(new byte[0], value);
            topology.send("x".repeat(129).getBytes(UTF_8), value);
            topology.send(new byte[] {(byte) 0xFF}, value);
            topology.send("a\tb".getBytes(UTF_8), null);

            // Then
            assertThat(topology.count(Counter.DEAD_LETTERS_BAD_ID)).isEqualTo(4);
            assertThat(topology.changes()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatIsBeyondTheMemoryAndWhatOverflows() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-03-01T00:00:00Z");
            long at = TopologyFixture.at("2025-03-02T00:00:00Z");
            for (int i = 0; i < 922; i++) {
                topology.send("bob", new Purchase("o" + i, Money.LARGEST_AMOUNT, at));
            }

            // When
            topology.buy("ann", "0", "10", "2025-01-01T00:00:00Z");
            topology.send("bob", new Purchase("last", Money.LARGEST_AMOUNT, at + 5));

            // Then
            assertThat(topology.read(TopicRole.DEAD_LETTERS))
                    .extracting(letter -> header(letter, "error"))
                    .containsExactly("beyond-memory", "overflow");
            assertThat(topology.progress().now()).isEqualTo(at);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(923);
        }
    }

    @Test
    void shouldRefuseATickThatIsNone() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.tick("2026-01-03T00:00:00Z");
            topology.tick("2025-01-03T00:00:00Z");

            // Then
            assertThat(topology.count(Counter.DEAD_LETTERS_FUTURE_DATE)).isEqualTo(1);
            assertThat(topology.progress().now()).isEqualTo(TopologyFixture.at("2025-01-03T00:00:00Z"));
        }
    }

    private static Counter counter(String reason) {
        for (Counter counter : Counter.values()) {
            if (counter.dottedName().equals("deadLetters." + reason)) {
                return counter;
            }
        }
        throw new AssertionError("no counter for " + reason);
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
