package io.rfmstreams.app;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer for Kafka Streams that reports every failed abort as a timeout. After any other failure of an abort, Kafka Streams
 * 4.3.1 deletes the stores of a task but keeps their changelog offsets. It then treats the empty stores as complete, and all
 * customers of the task are lost.
 */
final class AbortingProducer extends KafkaProducer<byte[], byte[]> {

    AbortingProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Aborts the transaction. If that fails, Kafka aborts it after its timeout, and the next use of the producer ends
     * the thread.
     */
    @Override
    public void abortTransaction() {
        try {
            super.abortTransaction();
        } catch (TimeoutException timeout) {
            throw timeout;
        } catch (RuntimeException failed) {
            throw new TimeoutException("Cannot abort the transaction: " + failed.getMessage(), failed);
        }
    }
}
