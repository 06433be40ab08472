package io.rfmstreams.app;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.SegmentationModel;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The right to publish models, held by one trainer at a time. It is taken before the trainer reads which versions there are,
 * so that two trainers cannot give the same version twice.
 */
public final class ModelPublisher implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final String topic;

    ModelPublisher(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
        try {
            producer.initTransactions();
        } catch (KafkaException failed) {
            producer.close();
            throw new KafkaUnavailableException("cannot publish to " + topic + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Publishes a model and, where asked, makes it the active one, both or neither.
     *
     * @throws KafkaUnavailableException if Kafka does not take it, or another trainer has taken over
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws where a send failed
    public void publish(SegmentationModel model, boolean activate) {
        try {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, ModelJson.key(model.version()), ModelJson.encode(model)));
            if (activate) {
                producer.send(
                        new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version())));
            }
            producer.commitTransaction();
        } catch (KafkaException failed) {
            String why = isFenced(failed) ? "another trainer has taken over" : failed.getMessage();
            throw new KafkaUnavailableException("cannot publish model " + model.version() + ": " + why, failed);
        }
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
