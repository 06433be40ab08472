package io.rfmstreams.app;

import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;

/** Writes ticks to the clock topic. */
public final class ClockTopic {

    private final KafkaClients kafka;
    private final String topic;

    public ClockTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.topic = settings.topics().of(TopicRole.CLOCK);
    }

    /** Sends a tick to each partition and waits until Kafka has acknowledged all of them. */
    public void tick(long time) {
        try (Producer<String, byte[]> producer = kafka.producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PartitionInfo partition : producer.partitionsFor(topic)) {
                sent.add(
                        producer.send(new ProducerRecord<>(topic, partition.partition(), null, TickJson.encode(time))));
            }
            sent.forEach(tick -> KafkaFutures.await(tick, "send a tick"));
        }
    }
}
