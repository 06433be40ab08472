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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes models with a transactional producer. Opening a publisher fences the publisher of another trainer. A trainer
 * opens its publisher before it reads the existing versions, so that two trainers cannot publish the same version.
 */
public final class ModelPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelPublisher.class);
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

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

    /** Publishes a model and deletes no version; see {@link #publish(SegmentationModel, boolean, Set)}. */
    public void publish(SegmentationModel model, boolean activate) {
        publish(model, activate, Set.of());
    }

    /**
     * Publishes a model, activates it if requested and deletes other versions, in one transaction. It returns when consumers
     * that read committed records see the model. If that takes longer than 30 s, it logs a warning and returns.
     *
     * @param superseded the versions to delete
     * @throws KafkaUnavailableException if the transaction fails, or another trainer has fenced this one
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
            String reason = ProducerFencing.isCauseOf(failed)
                    ? "another trainer has started and fenced this one"
                    : failed.getMessage();
            throw new KafkaUnavailableException("cannot publish model " + model.version() + ": " + reason, failed);
        }
        awaitVisible(KafkaFutures.await(last, "publish model " + model.version()));
    }

    @SuppressWarnings("NullAway") // the value of a record can be null; Kafka's type does not declare it
    private ProducerRecord<String, byte[]> tombstone(int version) {
        return new ProducerRecord<>(topic, ModelJson.key(version), null);
    }

    /** Kafka acknowledges a commit before consumers that read committed records see its records. */
    private void awaitVisible(RecordMetadata last) {
        var partition = new TopicPartition(last.topic(), last.partition());
        long deadline = System.nanoTime() + VISIBILITY_TIMEOUT.toNanos();
        try (Admin admin = kafka.admin()) {
            while (committedEnd(admin, partition) <= last.offset()) {
                if (System.nanoTime() > deadline) {
                    LOG.warn(
                            "The published model is not visible on topic {} {} s after its commit",
                            topic,
                            VISIBILITY_TIMEOUT.toSeconds());
                    return;
                }
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
        }
    }

    private long committedEnd(Admin admin, TopicPartition partition) {
        var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        var answer = admin.listOffsets(Map.of(partition, OffsetSpec.latest()), committed);
        return KafkaFutures.await(answer.partitionResult(partition), "read the end offset of " + topic)
                .offset();
    }

    @Override
    public void close() {
        producer.close();
    }
}
