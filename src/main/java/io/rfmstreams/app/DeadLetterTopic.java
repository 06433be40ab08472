package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the dead letter topic and sends the records of dead letters again. It holds positions in memory, but no records. */
public final class DeadLetterTopic {

    private final Settings settings;
    private final String topic;

    public DeadLetterTopic(Settings settings) {
        this.settings = settings;
        this.topic = settings.topics().of(TopicRole.DEAD_LETTERS);
    }

    /**
     * The dead letters that a retry sends again, and those that it cannot.
     *
     * @param obstacles number of dead letters by the reason why they cannot be sent again
     */
    record Selection(Set<RecordPosition> open, Map<String, Integer> obstacles) {}

    /** Passes the dead letters that match to a consumer. Those of a partition are in the order of their offsets. */
    public void list(DeadLetterFilter filter, Consumer<DeadLetterEntry> consumer) {
        RetryRules rules = rules();
        Set<RecordPosition> retried = new HashSet<>();
        read(record -> RetryMark.markedBy(record).ifPresent(retried::add));
        read(record -> matching(record, filter).ifPresent(letter -> {
            Optional<String> obstacle = rules.obstacle(letter);
            DeadLetterState state = retried.contains(letter.position())
                    ? DeadLetterState.RETRIED
                    : obstacle.isPresent() ? DeadLetterState.NOT_RETRYABLE : DeadLetterState.OPEN;
            consumer.accept(letter.entry(state, obstacle.orElse(null)));
        }));
    }

    /** Counts what {@link #retry} would do, and sends nothing. */
    public RetryReport preview(DeadLetterFilter filter) {
        Selection selection = select(filter);
        return new RetryReport(selection.open().size(), selection.obstacles());
    }

    /**
     * Sends the records of the dead letters that match to their original topics and partitions, with their keys, values and
     * headers. Each is sent once, also if a run is killed or if two run at the same time: see {@link DeadLetterRetry}. Dead
     * letters that are written after the start of the run are not sent.
     *
     * @throws KafkaUnavailableException if a transaction fails, or another retry has started
     */
    public RetryReport retry(DeadLetterFilter filter, RetryProgress progress) {
        try (DeadLetterRetry retry = DeadLetterRetry.open(settings.kafka(), topic)) {
            // Another retry is fenced now, so that no marks follow those that this one reads.
            Selection selection = select(filter);
            int total = selection.open().size();
            if (total == 0) {
                return new RetryReport(0, selection.obstacles());
            }
            read(record -> {
                StoredDeadLetter letter = new StoredDeadLetter(record);
                if (selection.open().contains(letter.position())) {
                    retry.add(letter);
                    progress.onProgress(retry.committed(), total);
                }
            });
            retry.commit();
            progress.onProgress(retry.committed(), total);
            return new RetryReport(retry.committed(), selection.obstacles());
        }
    }

    private Selection select(DeadLetterFilter filter) {
        RetryRules rules = rules();
        Set<RecordPosition> open = new HashSet<>();
        Set<RecordPosition> retried = new HashSet<>();
        Map<String, Integer> obstacles = new TreeMap<>();
        read(record -> {
            RetryMark.markedBy(record).ifPresent(retried::add);
            matching(record, filter).ifPresent(letter -> rules.obstacle(letter)
                    .ifPresentOrElse(
                            obstacle -> obstacles.merge(obstacle, 1, Integer::sum), () -> open.add(letter.position())));
        });
        open.removeAll(retried);
        return new Selection(open, obstacles);
    }

    private static Optional<StoredDeadLetter> matching(ConsumerRecord<byte[], byte[]> record, DeadLetterFilter filter) {
        return Optional.of(record)
                .filter(found -> RetryMark.markedBy(found).isEmpty())
                .map(StoredDeadLetter::new)
                .filter(filter::matches);
    }

    private void read(TopicReader.Sink<byte[]> sink) {
        new TopicReader(settings.kafka()).readBytes(topic, sink);
    }

    private RetryRules rules() {
        Map<String, Integer> inputs = new HashMap<>();
        try (Admin admin = settings.kafka().admin()) {
            Stream.of(TopicRole.PURCHASES, TopicRole.CLOCK)
                    .map(settings.topics()::of)
                    .forEach(input -> inputs.put(input, TopicAdmin.partitions(admin, input)));
        }
        return new RetryRules(inputs);
    }
}
