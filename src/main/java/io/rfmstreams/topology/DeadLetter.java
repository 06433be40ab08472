package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DeadLetterHeaders;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds dead letters. A dead letter has the key, the value and the headers of the rejected record, truncated to a maximum size, and
 * additional headers with the source and the reason. The size must be limited: if Kafka refused a dead letter, the transaction would
 * fail, and the record would be rejected again after each restart.
 */
final class DeadLetter {

    /** Bytes for the additional headers, the framing of record and batch, and the overhead of incompressible data. */
    private static final int RESERVED_BYTES = 2 << 10;

    private static final int MAX_KEY_BYTES = 1 << 10;
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final int MAX_MESSAGE_CHARS = 500;

    /** The maximum number of bytes that Kafka adds to a header: two lengths. */
    private static final int HEADER_FRAME_BYTES = 10;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext context, RejectedRecordException rejected, DeadLetters deadLetters) {
        Header[] originalHeaders = context.headers().toArray();
        byte[] originalKey = context.sourceRawKey();
        byte[] originalValue = context.sourceRawValue();
        Headers headers = new RecordHeaders();
        int left = deadLetters.maxBytes() - RESERVED_BYTES - copy(originalHeaders, headers);
        byte[] key = truncate(originalKey, MAX_KEY_BYTES);
        byte[] value = truncate(originalValue, left - size(key));
        String message = String.valueOf(rejected.getMessage());
        add(headers, DeadLetterHeaders.ERROR, rejected.reason().code());
        add(headers, DeadLetterHeaders.EXCEPTION, rejected.getClass().getName());
        add(headers, DeadLetterHeaders.MESSAGE, message.substring(0, Math.min(MAX_MESSAGE_CHARS, message.length())));
        add(headers, DeadLetterHeaders.TOPIC, context.topic());
        add(headers, DeadLetterHeaders.PARTITION, String.valueOf(context.partition()));
        add(headers, DeadLetterHeaders.OFFSET, String.valueOf(context.offset()));
        add(headers, DeadLetterHeaders.ORIGINAL_SIZE, String.valueOf(size(originalValue)));
        add(headers, DeadLetterHeaders.ORIGINAL_KEY_SIZE, String.valueOf(size(originalKey)));
        add(headers, DeadLetterHeaders.ORIGINAL_HEADERS, String.valueOf(originalHeaders.length));
        return new ProducerRecord<>(deadLetters.topic(), null, key, value, headers);
    }

    /** Copies the headers that fit, in their order, and returns their size in bytes. Headers are not truncated. */
    private static int copy(Header[] from, Headers to) {
        int copied = 0;
        for (Header header : from) {
            int bytes = HEADER_FRAME_BYTES + header.key().getBytes(UTF_8).length + size(header.value());
            if (copied + bytes <= MAX_HEADER_BYTES) {
                to.add(header);
                copied += bytes;
            }
        }
        return copied;
    }

    private static byte @Nullable [] truncate(byte @Nullable [] bytes, int maxBytes) {
        return bytes == null || bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, maxBytes);
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
