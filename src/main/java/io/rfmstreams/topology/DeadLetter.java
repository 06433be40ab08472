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
 * A rejected record as it goes to the dead letter topic: key, value and headers of the original, each cut to fit, then headers
 * that say where it came from and why. Nothing may be too large: a record that Kafka refuses takes the whole transaction with
 * it, and comes again after every restart.
 */
final class DeadLetter {

    /** For the headers added here, for what Kafka adds to record and batch, and for compression of what does not compress. */
    private static final int RESERVE = 2 << 10;

    private static final int MOST_KEY = 1 << 10;
    private static final int MOST_HEADERS = 8 << 10;
    private static final int MOST_MESSAGE = 500;

    /** What Kafka adds to a header at most: two lengths. */
    private static final int HEADER_FRAME = 10;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext context, RejectedRecordException rejected, DeadLetters letters) {
        Header[] originalHeaders = context.headers().toArray();
        byte[] originalKey = context.sourceRawKey();
        byte[] originalValue = context.sourceRawValue();
        Headers headers = new RecordHeaders();
        int left = letters.mostBytes() - RESERVE - copy(originalHeaders, headers);
        byte[] key = first(MOST_KEY, originalKey);
        byte[] value = first(left - size(key), originalValue);
        String message = String.valueOf(rejected.getMessage());
        add(headers, DeadLetterHeaders.ERROR, rejected.reason().code());
        add(headers, DeadLetterHeaders.EXCEPTION, rejected.getClass().getName());
        add(headers, DeadLetterHeaders.MESSAGE, message.substring(0, Math.min(MOST_MESSAGE, message.length())));
        add(headers, DeadLetterHeaders.TOPIC, context.topic());
        add(headers, DeadLetterHeaders.PARTITION, String.valueOf(context.partition()));
        add(headers, DeadLetterHeaders.OFFSET, String.valueOf(context.offset()));
        add(headers, DeadLetterHeaders.ORIGINAL_SIZE, String.valueOf(size(originalValue)));
        add(headers, DeadLetterHeaders.ORIGINAL_KEY_SIZE, String.valueOf(size(originalKey)));
        add(headers, DeadLetterHeaders.ORIGINAL_HEADERS, String.valueOf(originalHeaders.length));
        return new ProducerRecord<>(letters.topic(), null, key, value, headers);
    }

    /** Copies the headers that fit, each whole, in their order; the bytes that they take. */
    private static int copy(Header[] from, Headers to) {
        int taken = 0;
        for (Header header : from) {
            int bytes = HEADER_FRAME + header.key().getBytes(UTF_8).length + size(header.value());
            if (taken + bytes <= MOST_HEADERS) {
                to.add(header);
                taken += bytes;
            }
        }
        return taken;
    }

    private static byte @Nullable [] first(int most, byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
