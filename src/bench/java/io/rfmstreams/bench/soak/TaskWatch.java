package io.rfmstreams.bench.soak;

import io.rfmstreams.app.Settings;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TaskRowFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows the changelog of the task states, as committed: how far each task is, and at which time by its own clock each model
 * took effect in it. That time depends on when the task saw the model, so an oracle has to be told.
 */
final class TaskWatch implements Runnable, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, TaskRow> rows = new ConcurrentHashMap<>();
    private final Map<Integer, SortedMap<Long, Activation>> activations = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Begins at the start of the changelog, which must exist. */
    TaskWatch(Settings settings, int partitions) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> changelog = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(settings.applicationId() + "-tasks-changelog", partition))
                .toList();
        consumer.assign(changelog);
        consumer.seekToBeginning(changelog);
    }

    @Override
    public void run() {
        while (!closing) {
            consumer.poll(POLL).forEach(this::read);
        }
        consumer.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        int partition = ByteBuffer.wrap(record.key()).getInt();
        TaskRow row = TaskRowFormat.decode(record.value());
        rows.put(partition, row);
        for (Activation activation : row.activations()) {
            activations.computeIfAbsent(partition, none -> new TreeMap<>()).put(activation.aliasOffset(), activation);
        }
    }

    /** Returns the last state of the task of a partition. */
    Optional<TaskRow> row(int partition) {
        return Optional.ofNullable(rows.get(partition));
    }

    /** Returns all activations in a partition, oldest first. */
    List<Activation> activations(int partition) {
        return new ArrayList<>(
                activations.getOrDefault(partition, new TreeMap<>()).values());
    }

    /** Returns whether a task has done all work up to a tick: its events, its timers and its reassignment. */
    boolean isDone(int partition, long tick) {
        return row(partition)
                .filter(row -> row.now() >= tick && row.areTimersDone() && !row.isReassigning())
                .isPresent();
    }

    @Override
    public void close() {
        closing = true;
    }
}
