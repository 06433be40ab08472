package io.rfmstreams.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.TableFreshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The metrics of the read model and its feed. */
final class FeedMetrics {

    private static final double MILLIS = 1_000;

    private final InstantSource wallClock;
    private final Map<TopicRole, Counter> records = new EnumMap<>(TopicRole.class);
    private final Map<TopicRole, Counter> malformed = new EnumMap<>(TopicRole.class);
    private final Counter rebuilds;
    private final Timer commits;
    private final Timer delays;

    FeedMetrics(MeterRegistry registry, ReadModel model, InstantSource wallClock) {
        this.wallClock = wallClock;
        for (TopicRole role : FeedTopics.ROLES) {
            records.put(role, counter(registry, "rfm.insights.records", "Records that were read", role));
            malformed.put(role, counter(registry, "rfm.insights.malformed", "Records that could not be decoded", role));
        }
        rebuilds = Counter.builder("rfm.insights.rebuilds")
                .description("How often the read model was built again because a topic was recreated")
                .register(registry);
        commits = Timer.builder("rfm.insights.commit")
                .description("Time to write a batch")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        delays = Timer.builder("rfm.insights.delay")
                .description("Time from the writing of a record until it can be read in the read model")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder("rfm.insights.lag", model, FeedMetrics::lag)
                .description("Offsets between the read model and the ends of the topics")
                .register(registry);
        Gauge.builder("rfm.insights.age", model, this::ageSeconds)
                .baseUnit("seconds")
                .description("Time since the state that the read model shows")
                .register(registry);
        Gauge.builder("rfm.insights.file", model, ReadModel::fileBytes)
                .baseUnit("bytes")
                .description("Size of the read model's file")
                .register(registry);
        Gauge.builder("rfm.insights.memory", model, ReadModel::memoryBytes)
                .baseUnit("bytes")
                .description("Memory of the read model outside of the Java heap")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, TopicRole role) {
        return Counter.builder(name)
                .description(description)
                .tag("topic", role.key())
                .register(registry);
    }

    private static double lag(ReadModel model) {
        return model.freshness().map(TableFreshness::lag).map(Long::doubleValue).orElse(Double.NaN);
    }

    private double ageSeconds(ReadModel model) {
        return model.freshness()
                .map(freshness -> Math.max(0, wallClock.millis() - freshness.asOf()) / MILLIS)
                .orElse(Double.NaN);
    }

    void countRecord(TopicRole role) {
        Objects.requireNonNull(records.get(role)).increment();
    }

    void countMalformed(TopicRole role) {
        Objects.requireNonNull(malformed.get(role)).increment();
    }

    void countRebuild() {
        rebuilds.increment();
    }

    /**
     * Measures the writing of a batch.
     *
     * @param oldestTimestamp when its oldest record was written to its topic, epoch milliseconds
     */
    void timeCommit(long oldestTimestamp, Runnable write) {
        commits.record(write);
        delays.record(Duration.ofMillis(Math.max(0, wallClock.millis() - oldestTimestamp)));
    }
}
