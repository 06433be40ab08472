package io.rfmstreams.app;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer for Kafka Streams, to which a failed abort looks like one that Kafka did not answer. After any other failure of an
 * abort Kafka Streams 4.3.1 deletes the stores of a task but keeps the offsets of what the task has written to their changelogs:
 * it then takes the empty stores for complete, and all customers of the task are lost.
 */
final class AbortingProducer extends KafkaProducer<byte[], byte[]> {

    AbortingProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Kafka itself aborts what nobody commits. The next use of the producer fails, which ends the thread. */
    @Override
    public void abortTransaction() {
        try {
            super.abortTransaction();
        } catch (TimeoutException expected) {
            throw expected;
        } catch (RuntimeException failed) {
            throw new TimeoutException("The transaction is not aborted: " + failed.getMessage(), failed);
        }
    }
}
