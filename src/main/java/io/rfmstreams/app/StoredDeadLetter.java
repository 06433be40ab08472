package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DeadLetterHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A dead letter on its topic: a rejected record and the headers that say why it was rejected and where it was. */
final class StoredDeadLetter {

    private final ConsumerRecord<byte[], byte[]> record;

    StoredDeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    RecordPosition position() {
        return new RecordPosition(record.topic(), record.partition(), record.offset());
    }

    long writtenAt() {
        return record.timestamp();
    }

    /** Returns the code of the rejection reason, or an empty text if the processor did not write the record. */
    String reason() {
        return header(DeadLetterHeaders.ERROR).orElse("");
    }

    /** Returns the key; bytes that are not UTF-8 are replaced. */
    @Nullable
    String customerId() {
        byte[] key = record.key();
        return key == null ? null : new String(key, UTF_8);
    }

    /** Returns the position of the original record; empty if the headers do not name one. */
    Optional<RecordPosition> source() {
        Optional<String> topic = header(DeadLetterHeaders.TOPIC);
        long partition = number(DeadLetterHeaders.PARTITION);
        long offset = number(DeadLetterHeaders.OFFSET);
        return topic.isEmpty() || partition < 0 || partition > Integer.MAX_VALUE || offset < 0
                ? Optional.empty()
                : Optional.of(new RecordPosition(topic.get(), (int) partition, offset));
    }

    /** Returns whether the record has all headers of the processor, in their order, after those of the original. */
    boolean isFromTheProcessor() {
        List<String> names =
                Arrays.stream(record.headers().toArray()).map(Header::key).toList();
        int own = DeadLetterHeaders.OWN.size();
        return names.size() >= own
                && names.subList(names.size() - own, names.size()).equals(DeadLetterHeaders.OWN)
                && source().isPresent();
    }

    /** Returns whether a part of the original key, value or headers is missing. */
    boolean isTruncated() {
        return number(DeadLetterHeaders.ORIGINAL_SIZE) != size(record.value())
                || number(DeadLetterHeaders.ORIGINAL_KEY_SIZE) != size(record.key())
                || number(DeadLetterHeaders.ORIGINAL_HEADERS)
                        != record.headers().toArray().length - DeadLetterHeaders.OWN.size();
    }

    /** Returns whether the original record has no value. */
    boolean isTombstone() {
        return record.value() == null;
    }

    /**
     * Returns the original record with its topic, partition, key, value and headers.
     *
     * @throws IllegalStateException if the processor did not write the dead letter
     */
    ProducerRecord<byte[], byte[]> original() {
        RecordPosition source = source().orElseThrow(() -> new IllegalStateException("no source: " + position()));
        Header[] all = record.headers().toArray();
        List<Header> headers = List.of(all).subList(0, all.length - DeadLetterHeaders.OWN.size());
        return new ProducerRecord<>(source.topic(), source.partition(), record.key(), record.value(), headers);
    }

    DeadLetterEntry entry(DeadLetterState state, @Nullable String obstacle) {
        return new DeadLetterEntry(
                position(),
                writtenAt(),
                reason(),
                header(DeadLetterHeaders.MESSAGE).orElse(""),
                customerId(),
                source().orElse(null),
                Math.max(0, number(DeadLetterHeaders.ORIGINAL_SIZE)),
                state,
                obstacle);
    }

    private Optional<String> header(String name) {
        return text(record.headers(), name);
    }

    private long number(String name) {
        return number(record.headers(), name);
    }

    /** Returns the last header with a name as text. */
    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    /** Returns the last header with a name as a number, or -1 if it holds none. */
    static long number(Headers headers, String name) {
        try {
            return Math.max(-1, Long.parseLong(text(headers, name).orElse("")));
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
