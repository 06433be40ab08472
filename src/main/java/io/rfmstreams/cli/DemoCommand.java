package io.rfmstreams.cli;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.DataSet;
import io.rfmstreams.demo.Demo;
import io.rfmstreams.demo.DemoFolder;
import io.rfmstreams.demo.DemoListener;
import io.rfmstreams.demo.DemoOptions;
import io.rfmstreams.demo.DemoResult;
import io.rfmstreams.demo.TrainingSchedule;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Everything in one process. */
@Command(
        name = "demo",
        description = "Runs everything in one process on an embedded Kafka: replays a data set, trains, segments.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ReplayInput input;

    @Mixin
    private DemoFiles files;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Keeps broker and state here (default: nowhere).")
    private @Nullable Path dataDir;

    @Option(
            names = "--train-at",
            paramLabel = "PERIOD|end",
            defaultValue = "P30D",
            converter = ScheduleConverter.class,
            description = "Trains every so many simulated days and at the end, or at the end only"
                    + " (default: ${DEFAULT-VALUE}).")
    private TrainingSchedule training;

    @Option(names = "--exit-at-end", description = "Leaves when all is done, rather than at Ctrl-C.")
    private boolean exitAtEnd;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        DemoOptions demoOptions = new DemoOptions(dataDir, data(err), input.eventsPerSecond(), input.endAt(), training);
        try (Demo demo = new Demo(options.configuration(), demoOptions, new Progress(new ProgressLine(err)))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "shutdown"));
            DemoResult result = demo.run();
            new DemoReport(result).print(spec.commandLine().getOut());
            files.write(result);
            if (!exitAtEnd) {
                spec.commandLine().getOut().println("Running until Ctrl-C.");
                spec.commandLine().getOut().flush();
                demo.await();
            }
        }
        return ExitCode.OK;
    }

    /** What is replayed; nothing on a folder that has its data already, unless a file is given. */
    private @Nullable DataSet data(PrintWriter err) {
        if (!input.isGiven() && dataDir != null && DemoFolder.isUsed(dataDir)) {
            err.println(dataDir + " has been used before: going on with its data, nothing is sent again");
            return null;
        }
        return input.read(err);
    }

    /** Tells what the demo does. */
    private record Progress(ProgressLine line) implements DemoListener {

        @Override
        public void onPhase(String phase) {
            line.say(phase);
        }

        @Override
        public void onProgress(long sent, long total) {
            line.show(sent, total);
        }

        @Override
        public void onModel(SegmentationModel model) {
            line.say("Model " + model.version() + " as of " + Timestamps.format(model.trainedAsOf()) + ": "
                    + model.segments().stream().map(Progress::nameAndSize).collect(Collectors.joining(", ")));
        }

        @Override
        public void onModelSkipped(long asOf, String reason) {
            line.say("No model as of " + Timestamps.format(asOf) + ": " + reason);
        }

        private static String nameAndSize(Segment segment) {
            return segment.name() + " " + segment.customers();
        }
    }

    private static final class ScheduleConverter implements ITypeConverter<TrainingSchedule> {
        @Override
        public TrainingSchedule convert(String text) {
            try {
                return text.equals("end") ? TrainingSchedule.AT_END : TrainingSchedule.every(Duration.parse(text));
            } catch (DateTimeException | IllegalArgumentException bad) {
                throw new TypeConversionException("'" + text + "' is neither 'end' nor whole days such as P30D");
            }
        }
    }
}
