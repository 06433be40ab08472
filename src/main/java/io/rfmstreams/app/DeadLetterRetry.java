package io.rfmstreams.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends records of dead letters again, each in one transaction with its {@link RetryMark}. The transactional id depends on the
 * dead letter topic only. Opening a retry ends the open transaction of a killed one and fences one that is running, so that each
 * record is sent once.
 */
final class DeadLetterRetry implements AutoCloseable {

    /** At most 64 KB each, so that a batch takes 13 MB of memory at most. */
    static final int BATCH_SIZE = 200;

    /** The processor waits for the open transaction of a killed retry for so long. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);

    private final Producer<byte[], byte[]> producer;
    private final List<StoredDeadLetter> batch = new ArrayList<>();
    private int committed;

    static DeadLetterRetry open(KafkaClients kafka, String deadLetterTopic) {
        return new DeadLetterRetry(
                kafka.transactionalBytesProducer(transactionalId(deadLetterTopic), TRANSACTION_TIMEOUT));
    }

    /** Takes over a transactional producer and closes it in the end. */
    DeadLetterRetry(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        try {
            producer.initTransactions();
        } catch (KafkaException failed) {
            producer.close();
            throw new KafkaUnavailableException("cannot retry dead letters: " + failed.getMessage(), failed);
        }
    }

    static String transactionalId(String deadLetterTopic) {
        return deadLetterTopic + "-retry";
    }

    /** Adds a record, and sends the batch if it is full. */
    void add(StoredDeadLetter letter) {
        batch.add(letter);
        if (batch.size() == BATCH_SIZE) {
            commit();
        }
    }

    /**
     * Sends the batch.
     *
     * @throws KafkaUnavailableException if the transaction fails. The records were then not sent, or they are marked
     */
    void commit() {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            producer.beginTransaction();
            for (StoredDeadLetter letter : batch) {
                sent.add(producer.send(letter.original()));
                sent.add(producer.send(RetryMark.of(letter)));
            }
            producer.commitTransaction();
            sent.forEach(record -> KafkaFutures.await(record, "send the record of a dead letter"));
        } catch (KafkaException failed) {
            String reason = ProducerFencing.isCauseOf(failed)
                    ? "another retry has started and fenced this one"
                    : RootCauseMessage.of(failed);
            throw new KafkaUnavailableException(
                    "stopped after " + committed + " dead letters: " + reason
                            + ". Run the command again for the others; none is sent twice",
                    failed);
        }
        committed += batch.size();
        batch.clear();
    }

    /** Returns how many records were sent in committed transactions. */
    int committed() {
        return committed;
    }

    @Override
    public void close() {
        producer.close();
    }
}
