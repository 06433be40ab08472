package io.rfmstreams.cli;

import io.rfmstreams.app.InstrumentedTraining;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TrainingJob;
import io.rfmstreams.app.TrainingLoop;
import io.rfmstreams.app.TrainingOutcome;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.training.ReturnOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Trains and publishes models. */
@Command(
        name = "train",
        description =
                "Trains a model from the current profiles, publishes it and activates it as model.activate specifies.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--once", description = "Trains once and exits (default).")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "PERIOD",
            converter = PeriodConverter.class,
            description = "Trains immediately and then at this interval, such as PT24H, until the process is stopped.")
    private @Nullable Duration every;

    @Option(
            names = "--jitter",
            paramLabel = "PERIOD",
            converter = JitterConverter.class,
            description = "With --every: largest random extension of each interval (default: a tenth of it).")
    private @Nullable Duration jitter;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = ReplayInput.TimeConverter.class,
            description = "Time that recency refers to"
                    + " (default: the clock that rfm.clock sets; if it is not set, the last tick if there is one,"
                    + " otherwise the wall clock).")
    private @Nullable Long asOf;

    @Option(names = "--dry-run", description = "Prints the model without publishing it.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Duration period = every;
        if (period != null && (once || asOf != null || dryRun)) {
            throw new ParameterException(
                    spec.commandLine(), "--every cannot be used with --once, --as-of or --dry-run");
        }
        if (period == null && jitter != null) {
            throw new ParameterException(spec.commandLine(), "--jitter requires --every");
        }
        Settings settings = options.settings();
        return period == null ? trainOnce(settings) : trainEvery(period, settings);
    }

    private int trainEvery(Duration period, Settings settings) {
        TrainingLoop loop = new TrainingLoop(
                period,
                jitter == null ? period.dividedBy(10) : jitter,
                Clock.systemUTC(),
                pause -> Thread.sleep(pause.toMillis()));
        InterruptOnShutdown stop = InterruptOnShutdown.forCurrentThread();
        try {
            loop.run(training(settings));
        } finally {
            stop.done();
        }
        return ExitCode.OK;
    }

    private int trainOnce(Settings settings) {
        TrainingOutcome outcome = training(settings).get();
        if (outcome instanceof TrainingOutcome.Skipped noModel) {
            spec.commandLine().getErr().println("Trained no model: " + noModel.reason());
            return ExitCode.SOFTWARE;
        }
        TrainingOutcome.Fitted fitted = (TrainingOutcome.Fitted) outcome;
        String state = dryRun ? "not published" : fitted.active() ? "published and active" : "published, not active";
        new ModelReport(fitted.model()).print(state, spec.commandLine().getOut());
        if (fitted.returns() instanceof ReturnOutcome.Skipped skipped) {
            spec.commandLine().getErr().println("No return probability: " + skipped.reason());
        }
        return ExitCode.OK;
    }

    private Supplier<TrainingOutcome> training(Settings settings) {
        Supplier<TrainingOutcome> training = () -> train(settings);
        Optional<Path> metrics = dryRun ? Optional.empty() : settings.trainingMetrics();
        return metrics.isEmpty() ? training : new InstrumentedTraining(training, metrics.get(), Clock.systemUTC());
    }

    private TrainingOutcome train(Settings settings) {
        OptionalLong time = asOf != null
                ? OptionalLong.of(asOf)
                : CommandClock.read(settings, spec.commandLine().getErr());
        if (time.isEmpty()) {
            return new TrainingOutcome.Skipped("the topic "
                    + settings.topics().of(TopicRole.CLOCK)
                    + " has no tick, so the time is unknown (rfm.clock=event); set --as-of");
        }
        TrainingJob job = new TrainingJob(settings, Clock.systemUTC());
        return dryRun ? job.fit(time.getAsLong()) : job.run(time.getAsLong());
    }

    private static final class JitterConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration jitter = Duration.parse(text);
                if (!jitter.isNegative()) {
                    return jitter;
                }
            } catch (DateTimeParseException notADuration) {
                // falls through to the error
            }
            throw new TypeConversionException("'" + text + "' is not a duration of at least 0 such as PT10M");
        }
    }
}
