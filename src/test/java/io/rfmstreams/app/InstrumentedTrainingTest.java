package io.rfmstreams.app;

import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.ReturnReport.Sample;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.training.ReturnOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstrumentedTrainingTest {

    private static final ReturnModel RETURNS = new ReturnModel(
            1,
            0,
            -1,
            0,
            0,
            new ReturnReport(
                    Features.RFM,
                    new Sample(List.of(), 9, 4),
                    new Sample(List.of(), 8, 2),
                    new Quality(0.75, 0.5, 0.125),
                    new Quality(0.5, 0.75, 0.25),
                    new Quality(0.25, 1, 0.5),
                    List.of(),
                    List.of()));
    private static final ReturnOutcome NO_RETURNS = new ReturnOutcome.Skipped("the shop is young");

    private static final ModelCheck PASSED = new ModelCheck("customers", 2_000, 100, true);
    private static final ModelCheck MOVED = new ModelCheck("moved-share", 0.375, 0.3, false);

    private final Path folder;
    private final Path file;
    private Supplier<TrainingOutcome> next = () -> new Skipped("no customers");
    private Instant now = Instant.EPOCH;
    private final InstrumentedTraining training;

    InstrumentedTrainingTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("rfm_train.prom");
        this.training = new InstrumentedTraining(() -> next.get(), file, () -> now);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void shouldReportAllFiguresOfTheLastFit() throws IOException {
        // Given
        train(() -> new Fitted(model(6, 0.5, List.of(PASSED)), true, NO_RETURNS));

        // When
        train(() -> new Fitted(model(7, 0.625, List.of(PASSED, MOVED)).withReturnModel(RETURNS), false, NO_RETURNS));

        // Then
        assertThat(samples())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("rfm_trainings_total{outcome=\"activated\"}", 1.0),
                        Map.entry("rfm_trainings_total{outcome=\"published\"}", 1.0),
                        Map.entry("rfm_trainings_total{outcome=\"skipped\"}", 0.0),
                        Map.entry("rfm_trainings_total{outcome=\"failed\"}", 0.0),
                        Map.entry("rfm_training_duration_seconds", 4.0),
                        Map.entry("rfm_fit_time_seconds", 1_767_225_600.0),
                        Map.entry("rfm_fit_version", 7.0),
                        Map.entry("rfm_fit_activated", 0.0),
                        Map.entry("rfm_fit_moved_ratio", 0.375),
                        Map.entry("rfm_fit_checks_failed", 1.0),
                        Map.entry("rfm_fit_duration_seconds", 1.5),
                        Map.entry("rfm_fit_customers", 2_000.0),
                        Map.entry("rfm_fit_k", 2.0),
                        Map.entry("rfm_fit_inertia", 700.25),
                        Map.entry("rfm_fit_silhouette", 0.625),
                        Map.entry("rfm_fit_return_auc", 0.75),
                        Map.entry("rfm_fit_return_log_loss", 0.5),
                        Map.entry("rfm_fit_return_brier", 0.125),
                        Map.entry("rfm_fit_return_base_ratio", 0.25)));
        assertThat(DocumentedMetrics.typed(Files.readString(file))).isEqualTo(DocumentedMetrics.ofTheTrainer());
    }

    @Test
    void shouldLeaveOutMissingFiguresOfTheLastFit() throws IOException {
        // Given
        train(() -> new Fitted(model(6, 0.5, List.of(PASSED, MOVED)).withReturnModel(RETURNS), true, NO_RETURNS));

        // When
        train(() -> new Fitted(model(7, null, List.of(PASSED)), true, NO_RETURNS));

        // Then
        assertThat(samples())
                .containsEntry("rfm_fit_version", 7.0)
                .containsEntry("rfm_fit_checks_failed", 0.0)
                .doesNotContainKeys("rfm_fit_moved_ratio", "rfm_fit_silhouette", "rfm_fit_return_auc");
    }

    @Test
    void shouldKeepTheLastFitAfterATrainingWithoutAModel() throws IOException {
        // Given
        train(() -> new Fitted(model(6, 0.5, List.of()), true, NO_RETURNS));
        train(() -> new Skipped("3 customers, 100 are needed"));

        // When
        RuntimeException gone = new IllegalStateException("gone");
        Throwable thrown = catchThrowable(() -> train(() -> {
            throw gone;
        }));

        // Then
        assertThat(thrown).isSameAs(gone);
        assertThat(samples())
                .containsEntry("rfm_fit_version", 6.0)
                .containsEntry("rfm_trainings_total{outcome=\"activated\"}", 1.0)
                .containsEntry("rfm_trainings_total{outcome=\"skipped\"}", 1.0)
                .containsEntry("rfm_trainings_total{outcome=\"failed\"}", 1.0);
    }

    @Test
    void shouldReplaceTheFileAtomicallyAndLeaveNoOtherFile() throws IOException {
        // Given
        train(() -> new Skipped("no customers"));
        @Nullable Object before = identity();

        // When
        train(() -> new Skipped("no customers"));

        // Then
        assertThat(identity()).isNotNull().isNotEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldTrainEvenIfTheFileCannotBeWritten() {
        // Given
        InstrumentedTraining nowhere = new InstrumentedTraining(
                () -> new Skipped("no customers"), folder.resolve("missing/rfm_train.prom"), () -> now);

        // When
        TrainingOutcome outcome = nowhere.get();

        // Then
        assertThat(outcome).isEqualTo(new Skipped("no customers"));
    }

    @Test
    void shouldNotWriteTheFileAfterAnInterruptedTraining() {
        // When
        train(() -> {
            Thread.currentThread().interrupt();
            return new Skipped("no customers");
        });

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(file).doesNotExist();
    }

    /** Runs a training that takes four seconds. */
    private void train(Supplier<TrainingOutcome> outcome) {
        next = () -> {
            now = now.plus(Duration.ofSeconds(4));
            return outcome.get();
        };
        training.get();
    }

    /** Returns the key that identifies the file among all existing files. */
    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private Map<String, Double> samples() throws IOException {
        Map<String, Double> samples = new TreeMap<>();
        Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .forEach(sample -> samples.put(sample[0], Double.valueOf(sample[1])));
        return samples;
    }

    private static SegmentationModel model(int version, @Nullable Double silhouette, List<ModelCheck> checks) {
        SegmentationModel model = byFrequency(version, 1.5);
        TrainingReport report = new TrainingReport(
                new TrainingReport.Input(2_000, 300, Map.of(), null),
                new TrainingReport.Selection(2, List.of(), null),
                new TrainingReport.Run(42, 10, 700.25, silhouette),
                1_500);
        return new SegmentationModel(
                version,
                model.createdAt(),
                model.trainedAsOf(),
                model.parent(),
                model.window(),
                model.features(),
                model.segments(),
                model.scores(),
                model.returnModel(),
                report,
                checks);
    }
}
