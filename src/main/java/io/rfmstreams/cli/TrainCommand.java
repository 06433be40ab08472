package io.rfmstreams.cli;

import io.rfmstreams.app.MeasuredTraining;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TrainingJob;
import io.rfmstreams.app.TrainingLoop;
import io.rfmstreams.app.TrainingOutcome;
import io.rfmstreams.contract.TopicRole;
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

/** Fits and publishes a model. */
@Command(
        name = "train",
        description = "Fits a model to the current profiles, publishes it and makes it the active one.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--once", description = "Trains once and leaves; this is the default.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "PERIOD",
            converter = PeriodConverter.class,
            description = "Trains now and then every so often, such as PT24H, until it is stopped.")
    private @Nullable Duration every;

    @Option(
            names = "--jitter",
            paramLabel = "PERIOD",
            converter = JitterConverter.class,
            description =
                    "With --every, how much longer each pause may be, at random (default: a tenth of the period).")
    private @Nullable Duration jitter;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = ReplayInput.TimeConverter.class,
            description = "The day that recency is counted to"
                    + " (default: the last tick where the topic of ticks holds any, else the wall clock;"
                    + " or as rfm.clock says).")
    private @Nullable Long asOf;

    @Option(names = "--dry-run", description = "Shows the model, publishes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Duration period = every;
        if (period != null && (once || asOf != null || dryRun)) {
            throw new ParameterException(spec.commandLine(), "--every goes with none of --once, --as-of and --dry-run");
        }
        if (period == null && jitter != null) {
            throw new ParameterException(spec.commandLine(), "--jitter goes with --every only");
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
        StopOnInterrupt stop = StopOnInterrupt.ofThisThread();
        try {
            loop.run(training(settings));
        } finally {
            stop.done();
        }
        return ExitCode.OK;
    }

    private int trainOnce(Settings settings) {
        TrainingOutcome outcome = training(settings).get();
        if (outcome instanceof TrainingOutcome.Skipped skipped) {
            spec.commandLine().getErr().println("no model: " + skipped.reason());
            return ExitCode.SOFTWARE;
        }
        TrainingOutcome.Fitted fitted = (TrainingOutcome.Fitted) outcome;
        String state = dryRun ? "not published" : fitted.active() ? "published and active" : "published, not active";
        new ModelReport(fitted.model()).print(state, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private Supplier<TrainingOutcome> training(Settings settings) {
        Supplier<TrainingOutcome> training = () -> train(settings);
        Optional<Path> metrics = dryRun ? Optional.empty() : settings.trainingMetrics();
        return metrics.isEmpty() ? training : new MeasuredTraining(training, metrics.get(), Clock.systemUTC());
    }

    private TrainingOutcome train(Settings settings) {
        OptionalLong moment = asOf != null
                ? OptionalLong.of(asOf)
                : CommandClock.read(settings, spec.commandLine().getErr());
        if (moment.isEmpty()) {
            return new TrainingOutcome.Skipped("there is no tick on "
                    + settings.topics().of(TopicRole.CLOCK)
                    + " yet, and rfm.clock=event has no other time: give --as-of");
        }
        TrainingJob job = new TrainingJob(settings, Clock.systemUTC());
        return dryRun ? job.fit(moment.getAsLong()) : job.run(moment.getAsLong());
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
                // said below
            }
            throw new TypeConversionException("'" + text + "' is not a duration of at least 0 such as PT10M");
        }
    }

    private static final class PeriodConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration period = Duration.parse(text);
                if (period.compareTo(Duration.ZERO) > 0) {
                    return period;
                }
            } catch (DateTimeParseException notADuration) {
                // said below
            }
            throw new TypeConversionException("'" + text + "' is not a duration above 0 such as PT24H");
        }
    }
}
