package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a run of the whole topology wrote: how many records a purchase to each topic, and some of them. */
final class Examples {

    private static final int MAX_EXAMPLES = 20_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, OfTopic> ofTopics = new TreeMap<>();

    private record OfTopic(double perPurchase, List<ConsumerRecord<byte[], byte[]>> records) {}

    private Examples() {}

    /**
     * Reads from the middle of the first partition of each topic of a run.
     *
     * @param perPurchase the number of records a purchase, by the topic's name without that of the run
     */
    static Examples read(KafkaClients kafka, String run, Map<String, Double> perPurchase) {
        Examples examples = new Examples();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.common(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            perPurchase.forEach((topic, records) -> {
                String separator = topic.endsWith("-changelog") ? "-" : ".";
                var partition = new TopicPartition(run + separator + topic, 0);
                examples.ofTopics.put(topic, new OfTopic(records, read(consumer, partition)));
            });
        }
        return examples;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        consumer.seek(partition, end / 2);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < MAX_EXAMPLES && consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /** A way round the records of a topic, by the name without that of the run. */
    Turn turn(String topic) {
        return new Turn(topic, requireNonNull(ofTopics.get(topic), topic));
    }

    /** Goes round the records of one topic, at the pace at which they were written. */
    static final class Turn {

        private final String topic;
        private final OfTopic examples;
        private double due;
        private int next;

        private Turn(String topic, OfTopic examples) {
            this.topic = topic;
            this.examples = examples;
        }

        String topic() {
            return topic;
        }

        void purchased() {
            due += examples.perPurchase();
        }

        /** Returns whether a record is due; if so, it no longer is. */
        boolean isDue() {
            if (due < 1) {
                return false;
            }
            due--;
            return true;
        }

        ConsumerRecord<byte[], byte[]> next() {
            return examples.records().get(next++ % examples.records().size());
        }
    }
}
