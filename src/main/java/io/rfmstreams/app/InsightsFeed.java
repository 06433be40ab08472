package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.PartitionId;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.TableFreshness;
import io.rfmstreams.topology.RateLimitedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics in a thread of its own and writes their records to the read model, in batches. A batch is complete after
 * {@code insights.commit.interval}, or when it is large. If a topic was recreated, the read model is built again.
 */
final class InsightsFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InsightsFeed.class);
    private static final Duration TOPIC_CHECK_INTERVAL = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final ReadModel model;
    private final FeedMetrics metrics;
    private final Admin admin;
    private final FeedRetention retention;
    private final BiConsumer<TopicRole, byte[]> onEvent;
    private final RateLimitedLog log = new RateLimitedLog(System::currentTimeMillis, LOG::warn);
    private final Map<PartitionId, Long> written = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "insights-feed");
    private volatile boolean closing;

    /**
     * Creates the feed. {@link #start} starts it.
     *
     * @param model remains open; the caller closes it after the feed
     * @param onEvent receives each message of {@code segment-changes} and {@code churn-alerts} as it is read
     */
    InsightsFeed(Settings settings, ReadModel model, FeedMetrics metrics, BiConsumer<TopicRole, byte[]> onEvent) {
        this.settings = settings;
        this.model = model;
        this.metrics = metrics;
        this.onEvent = onEvent;
        admin = settings.kafka().admin();
        retention = FeedRetention.of(settings, model);
    }

    void start() {
        thread.start();
    }

    /** Completes when the feed has stopped, exceptionally after a failure. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /**
     * Waits until the feed has stopped.
     *
     * @throws IllegalStateException if a failure stopped it; the message contains its cause
     */
    void awaitEnd() {
        try {
            ended.join();
        } catch (CompletionException fault) {
            throw new IllegalStateException("the insights feed stopped: " + RootCauseMessage.of(fault), fault);
        }
    }

    /** Returns the next offset to read of each partition, once the records before it are in the read model. */
    Map<PartitionId, Long> written() {
        return Map.copyOf(written);
    }

    private void run() {
        try {
            while (!closing) {
                follow();
            }
            ended.complete(null);
        } catch (RuntimeException | Error fault) {
            LOG.error("The insights feed failed", fault);
            ended.completeExceptionally(fault);
        }
    }

    /** Follows the topics until they must be looked up again. */
    private void follow() {
        FeedTopics topics = FeedTopics.describe(admin, settings.topics());
        if (!topics.contains(TopicRole.OFFERS)) {
            LOG.info(
                    "Topic {} is missing or may not be read, so there are no offers. It is looked for every {} s",
                    settings.topics().of(TopicRole.OFFERS),
                    TOPIC_CHECK_INTERVAL.toSeconds());
        }
        Map<String, String> idsBefore = model.topicIds();
        if (topics.wereRecreated(idsBefore)) {
            LOG.warn("A topic was recreated; the read model is built again from the topics");
            rebuild(topics);
        } else if (!topics.ids().equals(idsBefore)) {
            model.follow(topics.ids());
        }
        Map<PartitionId, Long> offsets = model.offsets();
        written.putAll(offsets);
        FeedDecoder decoder = new FeedDecoder(
                FeedPurchases.of(
                        settings, topics.partitions(TopicRole.PURCHASES), model.clocks(), InstantSource.system()),
                new FeedOffers(settings.dates(), InstantSource.system()),
                log,
                metrics::countMalformed);
        try (FeedConsumer consumer =
                new FeedConsumer(settings.kafka().feedReader(), topics, offsets, Clock.systemUTC())) {
            long nextCheck = System.nanoTime() + TOPIC_CHECK_INTERVAL.toNanos();
            while (!closing) {
                writeNext(consumer, decoder, topics);
                retention.apply();
                log.logSuppressed();
                if (System.nanoTime() - nextCheck > 0) {
                    if (haveChanged(topics)) {
                        return;
                    }
                    nextCheck = System.nanoTime() + TOPIC_CHECK_INTERVAL.toNanos();
                }
            }
        } catch (TopicRecreatedException recreated) {
            LOG.warn("{}; the read model is built again from the topics", recreated.getMessage());
            rebuild(topics);
        }
    }

    private void writeNext(FeedConsumer consumer, FeedDecoder decoder, FeedTopics topics) {
        Batch batch = new Batch();
        BatchLimit limit = new BatchLimit(settings.get(ConfigKey.INSIGHTS_COMMIT_INTERVAL), System::nanoTime);
        do {
            Map<PartitionId, Long> next = consumer.poll(limit.pollTimeout(), record -> {
                TopicRole role = topics.role(record.topic());
                boolean decoded = decoder.add(role, record, batch);
                limit.add(record);
                metrics.countRecord(role);
                if (decoded && record.value() != null && (role == TopicRole.CHANGES || role == TopicRole.ALERTS)) {
                    onEvent.accept(role, record.value());
                }
            });
            next.forEach(batch::nextOffset);
        } while (!closing && !limit.isReached());
        decoder.complete(batch);
        Optional<TableFreshness> freshness = consumer.freshness();
        if (!limit.isEmpty()) {
            metrics.timeCommit(limit.oldestTimestamp(), () -> model.write(batch));
        }
        model.setFreshness(freshness.orElse(null));
        written.putAll(batch.offsets());
    }

    private void rebuild(FeedTopics topics) {
        metrics.countRebuild();
        written.clear();
        model.clear(topics.ids());
    }

    private boolean haveChanged(FeedTopics topics) {
        try {
            return !FeedTopics.describe(admin, settings.topics()).equals(topics);
        } catch (KafkaUnavailableException unavailable) {
            if (KafkaOutage.isCauseOf(unavailable)) {
                return false; // The consumer waits for Kafka as well.
            }
            throw unavailable;
        }
    }

    /** Stops after the batch that is being written. */
    @Override
    public void close() {
        closing = true;
        if (thread.isAlive()) {
            try {
                thread.join(CLOSE_TIMEOUT.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        admin.close();
    }
}
