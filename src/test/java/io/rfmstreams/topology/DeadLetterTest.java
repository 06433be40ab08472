package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.DeadLetterHeaders;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
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
    void shouldSendRejectedRecordsToTheDeadLetterTopic(String reason, @Nullable String key, String value) {
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
    void shouldRejectKeysThatAreNotIds() {
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
    void shouldRejectLateOrdersAndOverflows() {
        ProcessorRules lifetime = TopologyFixture.rules(ClockMode.EVENT, Window.LIFETIME, new ColdStart(1, 0));
        try (TopologyFixture topology = new TopologyFixture(lifetime)) {
            // Given
            topology.buy("ann", "1", "10", "2025-03-01T00:00:00Z");
            long at = TopologyFixture.at("2025-03-02T00:00:00Z");
            for (int i = 0; i < 922; i++) {
                topology.send("bob", new Purchase("o" + i, Money.MAX_AMOUNT, at));
            }

            // When
            topology.buy("ann", "0", "10", "2025-01-01T00:00:00Z");
            topology.send("bob", new Purchase("last", Money.MAX_AMOUNT, at + 5));

            // Then
            assertThat(topology.read(TopicRole.DEAD_LETTERS))
                    .extracting(letter -> header(letter, "error"))
                    .containsExactly("too-late", "overflow");
            assertThat(topology.progress().now()).isEqualTo(at);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(923);
        }
    }

    @Test
    void shouldRejectAMalformedTick() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.tick("2026-01-03T00:00:00Z");
            topology.tick("2025-01-03T00:00:00Z");

            // Then
            assertThat(topology.count(Counter.DEAD_LETTERS_FUTURE_DATE)).isEqualTo(1);
            assertThat(topology.progress().now()).isEqualTo(TopologyFixture.at("2025-01-03T00:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            quoteCharacter = '~',
            value = {
                "none",
                "~~",
                "x",
                "-1",
                "+1",
                "1.0",
                "~ 1~",
                "1e3",
                "٣",
                "9223372036854775808",
                "00000000000000000001"
            })
    void shouldRejectATickWithAMalformedHeader(@Nullable String follows) {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.tickAfter("2025-01-03T00:00:00Z", follows == null ? null : follows.getBytes(UTF_8));
            topology.tick("2025-01-02T00:00:00Z");

            // Then
            List<TestRecord<String, byte[]>> letters = topology.read(TopicRole.DEAD_LETTERS);
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(header(letter, "error")).isEqualTo("bad-tick");
                assertThat(header(letter, "__streams.errors.topic")).isEqualTo("rfm-clock");
                assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"time\":\"2025-01-03T00:00:00Z\"}");
            });
            assertThat(topology.progress().counts().of(counter("bad-tick"))).isEqualTo(1);
            assertThat(topology.progress().heldTicks()).isEmpty();
            assertThat(topology.progress().now()).isEqualTo(TopologyFixture.at("2025-01-02T00:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 10, 1",
        "10, 10, 1000, 40",
        "1000000, 10, 10, 1",
        "10, 1000000, 10, 1",
        "10, 10, 1000000, 1",
        "10, 10, 10, 40000",
        "1000000, 1000000, 1000, 1000"
    })
    void shouldTruncateLargeRecords(int keySize, int valueSize, int headerSize, int headers) {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            TestRecord<byte[], byte[]> original = new TestRecord<>(bytes(keySize), bytes(valueSize));
            for (int i = 0; i < headers; i++) {
                original.headers().add("h" + i, bytes(headerSize));
            }
            original.headers().add("last", null).add("error", bytes(3));

            // When
            topology.send(original);

            // Then
            TestRecord<String, byte[]> letter =
                    topology.read(TopicRole.DEAD_LETTERS).get(0);
            byte[] key = letter.key().getBytes(UTF_8);
            assertThat(key).isEqualTo(bytes(Math.min(keySize, 1024)));
            List<String> names =
                    Arrays.stream(letter.headers().toArray()).map(Header::key).toList();
            assertThat(names).endsWith(DeadLetterHeaders.OWN.toArray(String[]::new));
            assertThat(header(letter, "original-size")).isEqualTo(String.valueOf(valueSize));
            assertThat(header(letter, "original-key-size")).isEqualTo(String.valueOf(keySize));
            assertThat(header(letter, "original-headers")).isEqualTo(String.valueOf(headers + 2));
            assertThat(header(letter, "error")).isEqualTo("bad-json");
            int headerBytes = Arrays.stream(letter.headers().toArray())
                    .mapToInt(header -> header.key().length() + (header.value() == null ? 0 : header.value().length))
                    .sum();
            int size = key.length + letter.value().length + headerBytes;
            assertThat(size).isLessThan(DeadLetters.MAX_BYTES - 200);
            assertThat(letter.value()).isEqualTo(bytes(letter.value().length));
            assertThat(letter.value().length).isGreaterThanOrEqualTo(Math.min(valueSize, 50_000));
            if (headerSize * headers < 4_000) {
                assertThat(letter.headers().lastHeader("h" + (headers - 1)).value())
                        .isEqualTo(bytes(headerSize));
            }
        }
    }

    private static byte[] bytes(int size) {
        return "x".repeat(size).getBytes(UTF_8);
    }

    @Test
    void shouldStopIfKafkaStreamsFails() {
        // Given
        DeadLetterHandler handler = new DeadLetterHandler();
        ErrorHandlerContext context = new DefaultErrorHandlerContext(
                null, "purchases", 0, 7, new RecordHeaders(), "segmentation", new TaskId(0, 0), 0, null, null);
        Record<String, String> record = new Record<>("ann", "value", 0);

        // When
        Response response = handler.handleError(context, record, new StreamsException("an output was refused"));

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldLogOneLinePerMinuteAndReason() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            for (int i = 0; i < 500; i++) {
                topology.send("ann".getBytes(UTF_8), "secret".getBytes(UTF_8));
            }
            topology.send(null, new byte[0]);

            // When
            topology.advanceWallClock(Duration.ofSeconds(1));
            topology.advanceLogClock(Duration.ofMinutes(1));
            topology.advanceWallClock(Duration.ofSeconds(1));

            // Then
            assertThat(topology.warnings())
                    .containsExactly(
                            "Dead letter bad-json: purchases-0 at offset 0",
                            "Dead letter bad-json: 500 more since the last such line");
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
