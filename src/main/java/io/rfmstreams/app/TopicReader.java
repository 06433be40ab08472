package io.rfmstreams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed records of a topic up to its end offsets at the start of the read. The read waits for transactions that are
 * open at these offsets: the commit of the input offsets can become visible before the commit of the outputs.
 */
final class TopicReader {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
    private static final int PROGRESS_INTERVAL = 1_000_000;

    private final KafkaClients kafka;

    TopicReader(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Receives each record. */
    @FunctionalInterface
    interface Sink<K> {
        void accept(ConsumerRecord<K, byte[]> record);
    }

    /**
     * Reads all records. Records of a partition keep their order.
     *
     * @return the end offset of each partition, by partition number
     * @throws IllegalStateException if the topic does not exist
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    Map<String, Long> read(String topic, Sink<String> sink) {
        return read(kafka::reader, topic, sink);
    }

    /** Reads all records with the bytes of their keys, which need not be text; see {@link #read(String, Sink)}. */
    Map<String, Long> readBytes(String topic, Sink<byte[]> sink) {
        return read(kafka::bytesReader, topic, sink);
    }

    private <K> Map<String, Long> read(Supplier<Consumer<K, byte[]>> open, String topic, Sink<K> sink) {
        try (Consumer<K, byte[]> consumer = open.get()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = endsWithOpenTransactions(topic, partitions);
            drain(consumer, consumer.beginningOffsets(partitions), ends, sink);
            Map<String, Long> offsets = new TreeMap<>();
            ends.forEach((partition, end) -> offsets.put(String.valueOf(partition.partition()), end));
            return offsets;
        } catch (KafkaException unavailable) {
            throw new KafkaUnavailableException(
                    "cannot read topic " + topic + ": " + RootCauseMessage.of(unavailable), unavailable);
        }
    }

    /**
     * Reads the last records of each partition.
     *
     * @param offsets how many offsets before the end of each partition to start at
     * @return false if the topic does not exist
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    boolean readLast(String topic, int offsets, Sink<String> sink) {
        try (Consumer<String, byte[]> consumer = kafka.reader()) {
            List<TopicPartition> partitions = partitionsOrEmpty(consumer, topic);
            if (partitions.isEmpty()) {
                return false;
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            ends.entrySet().removeIf(end -> end.getValue().equals(starts.get(end.getKey())));
            consumer.assign(ends.keySet());
            starts.replaceAll((partition, start) -> Math.max(start, ends.getOrDefault(partition, 0L) - offsets));
            ends.keySet().forEach(partition -> consumer.seek(partition, starts.getOrDefault(partition, 0L)));
            drain(consumer, starts, ends, sink);
            return true;
        } catch (KafkaException unavailable) {
            throw new KafkaUnavailableException(
                    "cannot read topic " + topic + ": " + RootCauseMessage.of(unavailable), unavailable);
        }
    }

    /**
     * Returns the number of partitions of a topic.
     *
     * @throws IllegalStateException if the topic does not exist
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    int partitions(String topic) {
        try (Consumer<String, byte[]> consumer = kafka.reader()) {
            return partitions(consumer, topic).size();
        } catch (KafkaException unavailable) {
            throw new KafkaUnavailableException(
                    "cannot read topic " + topic + ": " + RootCauseMessage.of(unavailable), unavailable);
        }
    }

    private Map<TopicPartition, Long> endsWithOpenTransactions(String topic, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = kafka.admin()) {
            ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
            KafkaFutures.await(admin.listOffsets(latest, all).all(), "read the end offsets of topic " + topic)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    private static List<TopicPartition> partitions(Consumer<?, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = partitionsOrEmpty(consumer, topic);
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " is missing; `topics --create` creates it");
        }
        return partitions;
    }

    private static List<TopicPartition> partitionsOrEmpty(Consumer<?, byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return Objects.requireNonNullElse(partitions, List.<PartitionInfo>of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Logs the progress of long reads. The total counts offsets, which include the markers of transactions. */
    private static <K> void drain(
            Consumer<K, byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Sink<K> sink) {
        long read = 0;
        long lastProgress = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            int before = Math.toIntExact(read % PROGRESS_INTERVAL);
            for (ConsumerRecord<K, byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    sink.accept(record);
                    read++;
                    lastProgress = System.nanoTime();
                }
            }
            if (read % PROGRESS_INTERVAL < before) {
                LOG.info(
                        "Read {} of at most {} records of topic {}",
                        read,
                        offsets(ends) - offsets(starts),
                        ends.keySet().iterator().next().topic());
            }
            if (System.nanoTime() - lastProgress > IDLE_TIMEOUT.toNanos()) {
                throw new KafkaException("received no records for " + IDLE_TIMEOUT.toSeconds() + " s");
            }
        }
    }

    private static long offsets(Map<TopicPartition, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
