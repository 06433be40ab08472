package io.rfmstreams.app;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gauges for the detection of outages: whether Kafka is reachable, and the ages of the last commit and of the active
 * model.
 */
final class KafkaOutageMetrics implements MultiCollector {

    private final Supplier<Optional<Duration>> outage;
    private final Supplier<Optional<Duration>> lastCommitAge;
    private final Supplier<Optional<Instant>> modelTrainedAt;
    private final InstantSource clock;

    KafkaOutageMetrics(StreamProcessor processor) {
        this(processor::outage, processor::lastCommitAge, () -> trainedAt(processor), InstantSource.system());
    }

    /**
     * Creates the collector. It reads the values at each scrape.
     *
     * @param outage how long Kafka has been unreachable; empty if it is reachable
     * @param lastCommitAge the age of the oldest last commit of a stream thread; empty if no thread has tasks
     */
    KafkaOutageMetrics(
            Supplier<Optional<Duration>> outage,
            Supplier<Optional<Duration>> lastCommitAge,
            Supplier<Optional<Instant>> modelTrainedAt,
            InstantSource clock) {
        this.outage = outage;
        this.lastCommitAge = lastCommitAge;
        this.modelTrainedAt = modelTrainedAt;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(
                gauge(
                        "rfm_broker_reachable",
                        "1 if Kafka is reachable, 0 if it has not responded for 10 seconds",
                        Optional.of(outage.get().isEmpty() ? 1.0 : 0.0)),
                gauge(
                        "rfm_last_commit_age_seconds",
                        "Time since the last commit of the stream thread whose last commit is the oldest",
                        lastCommitAge.get().map(KafkaOutageMetrics::seconds)),
                gauge(
                        "rfm_model_age_seconds",
                        "Time since the active model was trained, by the wall clock",
                        modelTrainedAt
                                .get()
                                .map(trained -> Duration.between(trained, clock.instant()))
                                .map(KafkaOutageMetrics::seconds)));
    }

    private static Optional<Instant> trainedAt(StreamProcessor processor) {
        return processor.activeModel().map(model -> Instant.ofEpochMilli(model.createdAt()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** Returns a gauge, without a data point if the value is unknown. */
    private static GaugeSnapshot gauge(String name, String help, Optional<Double> value) {
        List<GaugeDataPointSnapshot> points = value.map(
                        known -> List.of(new GaugeDataPointSnapshot(known, Labels.EMPTY, null)))
                .orElse(List.of());
        return new GaugeSnapshot(new MetricMetadata(name, help), points);
    }
}
