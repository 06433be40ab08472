package io.rfmstreams.app;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.TopicRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/** Writes to the purchases topic for commands. */
public final class PurchaseTopic {

    private final KafkaClients kafka;
    private final String topic;
    private final boolean requiresMurmur2;

    public PurchaseTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.topic = settings.topics().of(TopicRole.PURCHASES);
        this.requiresMurmur2 = settings.requiresMurmur2();
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

    /** Sends the tombstones that erase a customer. The id must be valid; see {@link #checkId}. */
    public void erase(String customerId) {
        checkId(customerId);
        try (Producer<String, byte[]> producer = kafka.producer()) {
            erase(customerId, producer);
        }
    }

    /**
     * Sends the tombstones that erase a customer, and waits until Kafka has them: one, or one to each partition if producers may
     * choose the partition of a customer.
     *
     * @throws KafkaUnavailableException if Kafka does not accept them
     */
    @SuppressWarnings("NullAway") // the value of a record can be null; Kafka's type does not declare it
    void erase(String customerId, Producer<String, byte[]> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        if (requiresMurmur2) {
            sent.add(producer.send(new ProducerRecord<>(topic, customerId, null)));
        } else {
            for (PartitionInfo each : partitions(producer)) {
                sent.add(producer.send(new ProducerRecord<>(topic, each.partition(), customerId, null)));
            }
        }
        sent.forEach(each -> KafkaFutures.await(each, "send a tombstone to " + topic));
    }

    private List<PartitionInfo> partitions(Producer<String, byte[]> producer) {
        try {
            return producer.partitionsFor(topic);
        } catch (KafkaException failed) {
            throw new KafkaUnavailableException(
                    "cannot read the partitions of " + topic + ": " + RootCauseMessage.of(failed), failed);
        }
    }
}
