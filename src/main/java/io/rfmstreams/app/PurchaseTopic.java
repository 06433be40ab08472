package io.rfmstreams.app;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.TopicRole;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes to the purchases topic for commands. */
public final class PurchaseTopic {

    private final KafkaClients kafka;
    private final String topic;

    public PurchaseTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.topic = settings.topics().of(TopicRole.PURCHASES);
    }

    /**
     * Checks a customer id.
     *
     * @throws IllegalArgumentException if the id is not valid
     */
    public static void checkId(String customerId) {
        try {
            Ids.check("the customer id", customerId);
        } catch (InvalidFieldException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    /** Sends the tombstone that erases a customer. The id must be valid; see {@link #checkId}. */
    @SuppressWarnings("NullAway") // the value of a record can be null; Kafka's type does not declare it
    public void erase(String customerId) {
        checkId(customerId);
        try (Producer<String, byte[]> producer = kafka.producer()) {
            KafkaFutures.await(producer.send(new ProducerRecord<>(topic, customerId, null)), "send the tombstone");
        }
    }
}
