package io.rfmstreams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a whole topic, committed records only, up to the end that it has when the reading starts. */
final class TopicReader {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REPORT_EVERY = 1_000_000;

    private final KafkaClients kafka;

    TopicReader(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Takes one record. */
    @FunctionalInterface
    interface Sink {
        void accept(ConsumerRecord<String, byte[]> record);
    }

    /**
     * Reads all records, each partition's in order.
     *
     * @return the end offset of each partition that was read, by number
     * @throws KafkaUnavailableException where Kafka does not answer
     */
    Map<String, Long> read(String topic, Sink sink) {
        try (Consumer<String, byte[]> consumer = kafka.reader()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            drain(consumer, ends, sink);
            Map<String, Long> offsets = new TreeMap<>();
            ends.forEach((partition, end) -> offsets.put(String.valueOf(partition.partition()), end));
            return offsets;
        } catch (KafkaException unavailable) {
            throw new KafkaUnavailableException(
                    "cannot read topic " + topic + ": " + RootCauseMessage.of(unavailable), unavailable);
        }
    }

    /**
     * The last records of each partition, at most so many offsets of them.
     *
     * @return false where there is no such topic
     */
    boolean readLast(String topic, int offsets, Sink sink) {
        try (Consumer<String, byte[]> consumer = kafka.reader()) {
            List<TopicPartition> partitions = partitionsIfThere(consumer, topic);
            if (partitions.isEmpty()) {
                return false;
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            ends.entrySet().removeIf(end -> end.getValue().equals(starts.get(end.getKey())));
            consumer.assign(ends.keySet());
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - offsets)));
            drain(consumer, ends, sink);
            return true;
        } catch (KafkaException unavailable) {
            throw new KafkaUnavailableException(
                    "cannot read topic " + topic + ": " + RootCauseMessage.of(unavailable), unavailable);
        }
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = partitionsIfThere(consumer, topic);
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " is missing; `topics --create` makes it");
        }
        return partitions;
    }

    private static List<TopicPartition> partitionsIfThere(Consumer<String, byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return Objects.requireNonNullElse(partitions, List.<PartitionInfo>of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static void drain(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Sink sink) {
        long read = 0;
        long lastProgress = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            int before = Math.toIntExact(read % REPORT_EVERY);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    sink.accept(record);
                    read++;
                    lastProgress = System.nanoTime();
                }
            }
            if (read % REPORT_EVERY < before) {
                LOG.info("Read {} records", read);
            }
            if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new KafkaException("no records for " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
