package io.rfmstreams.app;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to publish models, held by one trainer at a time. It is taken before the trainer reads which versions there are,
 * so that two trainers cannot give the same version twice.
 */
public final class ModelPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final KafkaClients kafka;
    private final Producer<String, byte[]> producer;
    private final String topic;

    ModelPublisher(KafkaClients kafka, String transactionalId, String topic) {
        this.kafka = kafka;
        this.producer = kafka.transactionalProducer(transactionalId);
        this.topic = topic;
        try {
            producer.initTransactions();
        } catch (KafkaException failed) {
            producer.close();
            throw new KafkaUnavailableException("cannot publish to " + topic + ": " + failed.getMessage(), failed);
        }
    }

    /** Publishes a model and deletes none; see {@link #publish(SegmentationModel, boolean, Set)}. */
    public void publish(SegmentationModel model, boolean activate) {
        publish(model, activate, Set.of());
    }

    /**
     * Publishes a model and, where asked, makes it the active one, and deletes other versions: all or nothing. Whoever reads
     * the topic after that finds it so.
     *
     * @param superseded the versions to delete
     * @throws KafkaUnavailableException if Kafka does not take it, or another trainer has taken over
     */
    public void publish(SegmentationModel model, boolean activate, Set<Integer> superseded) {
        Future<RecordMetadata> last;
        try {
            producer.beginTransaction();
            last = producer.send(new ProducerRecord<>(topic, ModelJson.key(model.version()), ModelJson.encode(model)));
            if (activate) {
                last = producer.send(
                        new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version())));
            }
            for (int version : superseded) {
                last = producer.send(tombstone(version));
            }
            producer.commitTransaction();
        } catch (KafkaException failed) {
            String why = isFenced(failed) ? "another trainer has taken over" : failed.getMessage();
            throw new KafkaUnavailableException("cannot publish model " + model.version() + ": " + why, failed);
        }
        awaitShown(KafkaFutures.await(last, "publish model " + model.version()));
    }

    @SuppressWarnings("NullAway") // a record without value is a tombstone; Kafka's type does not say so
    private ProducerRecord<String, byte[]> tombstone(int version) {
        return new ProducerRecord<>(topic, ModelJson.key(version), null);
    }

    /** Kafka says that a transaction is committed before those see it who read committed records only. */
    private void awaitShown(RecordMetadata last) {
        var partition = new TopicPartition(last.topic(), last.partition());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = kafka.admin()) {
            while (committedEnd(admin, partition) <= last.offset()) {
                if (System.nanoTime() > deadline) {
                    LOG.warn("{} does not show the model {} s after its commit", topic, PATIENCE.toSeconds());
                    return;
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private long committedEnd(Admin admin, TopicPartition partition) {
        var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        var answer = admin.listOffsets(Map.of(partition, OffsetSpec.latest()), committed);
        return KafkaFutures.await(answer.partitionResult(partition), "look at " + topic)
                .offset();
    }

    /** A fenced producer hears of its old epoch where it writes, and of being fenced everywhere else. */
    private static boolean isFenced(KafkaException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        producer.close();
    }
}
