package io.rfmstreams.cli;

import io.rfmstreams.app.ServiceTime;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TrainingJob;
import io.rfmstreams.app.TrainingOutcome;
import io.rfmstreams.segment.SegmentationModel;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @SuppressWarnings("UnusedVariable") // says what happens in any case
    private boolean once;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = ReplayInput.TimeConverter.class,
            description = "The day that recency is counted to"
                    + " (default: the wall clock, or the last tick where rfm.clock=event).")
    private @Nullable Long asOf;

    @Option(names = "--dry-run", description = "Shows the model, publishes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        TrainingJob job = new TrainingJob(settings, Clock.systemUTC());
        long moment = asOf != null ? asOf : now(settings);
        TrainingOutcome outcome = dryRun ? job.fit(moment) : job.run(moment);
        if (outcome instanceof TrainingOutcome.Skipped skipped) {
            spec.commandLine().getErr().println("no model: " + skipped.reason());
            return ExitCode.SOFTWARE;
        }
        SegmentationModel model = ((TrainingOutcome.Fitted) outcome).model();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Model " + model.version() + (dryRun ? ", not published" : ", published and active"));
        SegmentTable.of(model).print(out);
        return ExitCode.OK;
    }

    private static long now(Settings settings) {
        return new ServiceTime(settings, Clock.systemUTC())
                .now()
                .orElseThrow(() -> new IllegalStateException(
                        "there is no tick on rfm-clock yet, and rfm.clock=event has no other time: give --as-of"));
    }
}
