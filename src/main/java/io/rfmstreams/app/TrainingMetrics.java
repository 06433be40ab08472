package io.rfmstreams.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.TrainingReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts trainings by outcome and stores the figures of the last fitted model. Figures that the model does not have are
 * left out.
 */
final class TrainingMetrics {

    private static final double MILLIS = 1e3;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge duration = gauge("training.duration.seconds", "Duration of the last training");
    private final List<Figure> figures = List.of(
            figure(
                    "time.seconds",
                    "Time of the last fitted model, Unix time in seconds",
                    fit -> fit.model().createdAt() / MILLIS),
            figure("version", "Version of the model", fit ->
                    (double) fit.model().version()),
            figure(
                    "activated",
                    "1 if the model was activated when it was published, otherwise 0",
                    fit -> fit.active() ? 1.0 : 0.0),
            figure(
                    "moved.ratio",
                    "Share of customers that the model moves to another segment",
                    TrainingMetrics::movedShare),
            figure("checks.failed", "Number of failed checks of the model", TrainingMetrics::checksFailed),
            reported("duration.seconds", "Duration of the fit", report -> report.durationMs() / MILLIS),
            reported("customers", "Number of customers in the fit", report ->
                    (double) report.input().customers()),
            reported("k", "Number of clusters", report ->
                    (double) report.selection().k()),
            reported(
                    "inertia",
                    "Sum of squared distances to the nearest centroids, in scaled units",
                    report -> report.run().inertia()),
            reported("silhouette", "Mean silhouette of the fit", report -> report.run()
                    .silhouette()),
            validated("auc", "Area under the ROC curve of the return probability", report -> report.selected()
                    .auc()),
            validated("log.loss", "Log loss of the return probability in nats", report -> report.selected()
                    .logLoss()),
            validated("brier", "Brier score of the return probability", report -> report.selected()
                    .brier()),
            validated("base.ratio", "Share of customers who bought within the horizon", report -> report.test()
                    .baseRate()));

    /** The result of a training. */
    private enum RunResult {
        ACTIVATED,
        PUBLISHED,
        SKIPPED,
        FAILED
    }

    /** Returns a figure of a fit, or null if the source does not have it. */
    @FunctionalInterface
    private interface FigureReader<T> {
        @Nullable
        Double of(T source);
    }

    /** A metric of the last fitted model. */
    private record Figure(MultiGauge gauge, FigureReader<Fitted> value) {}

    TrainingMetrics() {
        for (RunResult result : RunResult.values()) {
            counter(result); // registers the counter, so that it starts at 0
        }
    }

    /** Records a training that ended without an exception. */
    void recordOutcome(TrainingOutcome outcome, Duration took) {
        if (outcome instanceof Fitted fit) {
            figures.forEach(figure -> set(figure.gauge(), figure.value().of(fit)));
            record(fit.active() ? RunResult.ACTIVATED : RunResult.PUBLISHED, took);
        } else {
            record(RunResult.SKIPPED, took);
        }
    }

    /** Records a training that failed. */
    void recordFailure(Duration took) {
        record(RunResult.FAILED, took);
    }

    private void record(RunResult result, Duration took) {
        counter(result).increment();
        set(duration, took.toMillis() / MILLIS);
    }

    /** Returns all metrics in the Prometheus text format. */
    String scrape() {
        return registry.scrape();
    }

    private Counter counter(RunResult result) {
        return Counter.builder("rfm.trainings")
                .description("Trainings since the start of the trainer, by outcome")
                .tag("outcome", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder("rfm." + name).description(description).register(registry);
    }

    private Figure figure(String name, String description, FigureReader<Fitted> value) {
        return new Figure(gauge("fit." + name, description), value);
    }

    private Figure reported(String name, String description, FigureReader<TrainingReport> value) {
        return figure(name, description, fit -> {
            TrainingReport report = fit.model().training();
            return report == null ? null : value.of(report);
        });
    }

    /** Returns a figure of the validation of the return model. */
    private Figure validated(String name, String description, FigureReader<ReturnReport> value) {
        return figure("return." + name, description, fit -> {
            ReturnModel model = fit.model().returnModel();
            ReturnReport report = model == null ? null : model.validation();
            return report == null ? null : value.of(report);
        });
    }

    private static void set(MultiGauge gauge, @Nullable Double value) {
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
