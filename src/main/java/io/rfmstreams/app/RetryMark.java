package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DeadLetterHeaders;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The mark that a dead letter was sent again. It is a record in the partition of the dead letter. It has a higher offset, so that
 * Kafka deletes it no earlier than the dead letter.
 */
final class RetryMark {

    private RetryMark() {}

    static ProducerRecord<byte[], byte[]> of(StoredDeadLetter letter) {
        RecordPosition position = letter.position();
        byte[] offset = String.valueOf(position.offset()).getBytes(UTF_8);
        return mark(position, letter.original().key(), offset);
    }

    @SuppressWarnings("NullAway") // the value of a record can be null; Kafka's type does not declare it
    private static ProducerRecord<byte[], byte[]> mark(RecordPosition position, byte[] key, byte[] offset) {
        return new ProducerRecord<>(
                position.topic(),
                position.partition(),
                key,
                null,
                List.of(new RecordHeader(DeadLetterHeaders.RETRIED_OFFSET, offset)));
    }

    /** Returns the position of the dead letter that a record marks; empty if the record is no mark. */
    static Optional<RecordPosition> markedBy(ConsumerRecord<byte[], byte[]> record) {
        long offset = StoredDeadLetter.number(record.headers(), DeadLetterHeaders.RETRIED_OFFSET);
        // A rejected record can have any headers of its own: those of the processor follow them.
        boolean isMark = record.value() == null && record.headers().toArray().length == 1 && offset >= 0;
        return isMark ? Optional.of(new RecordPosition(record.topic(), record.partition(), offset)) : Optional.empty();
    }
}
