package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.topology.EventFilter;
import io.rfmstreams.topology.KeyPartitioning;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the purchases and refunds of some customers, as far as the processor accepts them. Records of a customer keep their order.
 * Values of other customers are not decoded.
 */
final class PurchaseReader {

    private final KafkaClients kafka;
    private final Settings settings;
    private final InstantSource wallClock;
    private final String topic;

    PurchaseReader(Settings settings, InstantSource wallClock) {
        this.kafka = settings.kafka();
        this.settings = settings;
        this.wallClock = wallClock;
        this.topic = settings.topics().of(TopicRole.PURCHASES);
    }

    /** Receives the records of the customers that it takes. */
    interface Sink {

        boolean takes(String customerId);

        void add(String customerId, CustomerEvent event);

        /** Receives the tombstone that erases a customer. */
        void erase(String customerId);
    }

    /**
     * Reads all committed records up to the end of the topic at the start.
     *
     * @throws IllegalStateException if the topic does not exist
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    void read(Sink sink) {
        TopicReader reader = new TopicReader(kafka);
        KeyPartitioning partitioning =
                settings.requiresMurmur2() ? KeyPartitioning.murmur2(reader.partitions(topic)) : KeyPartitioning.ANY;
        EventFilter filter = new EventFilter(settings.processor(), partitioning, wallClock::millis);
        reader.read(topic, record -> {
            String customerId = record.key();
            if (customerId != null
                    && sink.takes(customerId)
                    && filter.isPartitionOf(customerId.getBytes(UTF_8), record.partition())) {
                deliver(record, filter, sink);
            }
        });
    }

    private static void deliver(ConsumerRecord<String, byte[]> record, EventFilter filter, Sink sink) {
        if (record.value() == null) {
            sink.erase(record.key());
            return;
        }
        CustomerEvent event = filter.event(record.key(), record.value());
        if (event != null) {
            sink.add(record.key(), event);
        }
    }
}
