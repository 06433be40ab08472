package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DeadLetterHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Dead letters of records of {@code purchases-1}, as the processor writes them to partition 2. */
final class TestDeadLetters {

    static final String TOPIC = "rfm-dead-letters";
    static final int PARTITION = 2;

    private TestDeadLetters() {}

    static StoredDeadLetter letter(long offset, String customerId) {
        return new StoredDeadLetter(record(offset, customerId, "value", headers("bad-json", "purchases", "1", "7")));
    }

    static ConsumerRecord<byte[], byte[]> record(
            long offset, @Nullable String key, @Nullable String value, List<Header> headers) {
        return new ConsumerRecord<>(
                TOPIC,
                PARTITION,
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                new RecordHeaders(headers),
                Optional.empty());
    }

    /** Returns the headers of the dead letter of a record with the value {@code value} and a key of three bytes. */
    static List<Header> headers(String reason, String topic, String partition, String offset) {
        Map<String, String> values = Map.of(
                DeadLetterHeaders.ERROR,
                reason,
                DeadLetterHeaders.EXCEPTION,
                "RejectedRecordException",
                DeadLetterHeaders.MESSAGE,
                reason + ": the detail",
                DeadLetterHeaders.TOPIC,
                topic,
                DeadLetterHeaders.PARTITION,
                partition,
                DeadLetterHeaders.OFFSET,
                offset,
                DeadLetterHeaders.ORIGINAL_SIZE,
                "5",
                DeadLetterHeaders.ORIGINAL_KEY_SIZE,
                "3",
                DeadLetterHeaders.ORIGINAL_HEADERS,
                "0");
        List<Header> headers = new ArrayList<>();
        DeadLetterHeaders.OWN.forEach(name -> headers.add(header(name, values.getOrDefault(name, ""))));
        return headers;
    }

    /** Replaces the value of a header. */
    static List<Header> with(List<Header> headers, String name, String value) {
        return headers.stream()
                .map(header -> header.key().equals(name) ? header(name, value) : header)
                .toList();
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
