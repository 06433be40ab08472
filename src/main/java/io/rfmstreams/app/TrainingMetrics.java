package io.rfmstreams.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.TrainingReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts a trainer's rounds by outcome, and keeps the figures of its last fit; what a fit does not have is left out. */
final class TrainingMetrics {

    private static final double MILLIS = 1e3;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge duration = gauge("training.duration.seconds", "How long the last round took");
    private final List<Figure> figures = List.of(
            figure(
                    "time.seconds",
                    "When the last fit was made, Unix time",
                    fit -> fit.model().createdAt() / MILLIS),
            figure("version", "Version of its model", fit ->
                    (double) fit.model().version()),
            figure("activated", "1 if that became active at once", fit -> fit.active() ? 1.0 : 0.0),
            figure("moved.ratio", "Share of customers whom it alone would move", TrainingMetrics::movedShare),
            figure("checks.failed", "Checks that it failed", TrainingMetrics::checksFailed),
            reported("duration.seconds", "How long it took", report -> report.durationMs() / MILLIS),
            reported("customers", "Customers fitted", report ->
                    (double) report.input().customers()),
            reported("k", "Number of clusters", report ->
                    (double) report.selection().k()),
            reported("inertia", "Squared distances to the nearest centroids, scaled", report -> report.run()
                    .inertia()),
            reported("silhouette", "Mean silhouette", report -> report.run().silhouette()));

    /** How a round may end. */
    private enum Round {
        ACTIVATED,
        PUBLISHED,
        SKIPPED,
        FAILED
    }

    /** Takes a figure from what tells of a fit; null where it does not. */
    @FunctionalInterface
    private interface Value<T> {
        @Nullable
        Double of(T source);
    }

    /** A metric of the last fit. */
    private record Figure(MultiGauge gauge, Value<Fitted> value) {}

    TrainingMetrics() {
        for (Round round : Round.values()) {
            counter(round); // so that each begins at 0
        }
    }

    /** A round has come to an end. */
    void ended(TrainingOutcome outcome, Duration took) {
        if (outcome instanceof Fitted fit) {
            figures.forEach(figure -> show(figure.gauge(), figure.value().of(fit)));
            ended(fit.active() ? Round.ACTIVATED : Round.PUBLISHED, took);
        } else {
            ended(Round.SKIPPED, took);
        }
    }

    /** A round has failed. */
    void failed(Duration took) {
        ended(Round.FAILED, took);
    }

    private void ended(Round round, Duration took) {
        counter(round).increment();
        show(duration, took.toMillis() / MILLIS);
    }

    /** Everything in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    private Counter counter(Round round) {
        return Counter.builder("rfm.trainings")
                .description("Rounds since the trainer started")
                .tag("outcome", round.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private MultiGauge gauge(String name, String meaning) {
        return MultiGauge.builder("rfm." + name).description(meaning).register(registry);
    }

    private Figure figure(String name, String meaning, Value<Fitted> value) {
        return new Figure(gauge("fit." + name, meaning), value);
    }

    private Figure reported(String name, String meaning, Value<TrainingReport> value) {
        return figure(name, meaning, fit -> {
            TrainingReport report = fit.model().training();
            return report == null ? null : value.of(report);
        });
    }

    private static void show(MultiGauge gauge, @Nullable Double value) {
        List<Row<?>> rows = value == null ? List.of() : List.of(Row.of(Tags.empty(), value));
        gauge.register(rows, true);
    }

    private static @Nullable Double movedShare(Fitted fit) {
        for (ModelCheck check : fit.model().checks()) {
            if (check.name().equals("moved-share")) {
                return check.value();
            }
        }
        return null;
    }

    private static double checksFailed(Fitted fit) {
        return (double)
                fit.model().checks().stream().filter(check -> !check.passed()).count();
    }
}
