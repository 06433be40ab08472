package io.rfmstreams.app;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.TopicRole;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of purchases as commands see it. */
public final class PurchaseTopic {

    private final KafkaClients kafka;
    private final String topic;

    public PurchaseTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.topic = settings.topics().of(TopicRole.PURCHASES);
    }

    /**
     * Checks a customer's id.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static void checkId(String customerId) {
        try {
            Ids.check("the customer's id", customerId);
        } catch (InvalidFieldException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    /** Sends the tombstone that erases a customer; see {@link #checkId}. */
    @SuppressWarnings("NullAway") // a record's value may be null; Kafka's type does not say so
    public void erase(String customerId) {
        checkId(customerId);
        try (Producer<String, byte[]> producer = kafka.producer()) {
            KafkaFutures.await(producer.send(new ProducerRecord<>(topic, customerId, null)), "send the tombstone");
        }
    }
}
