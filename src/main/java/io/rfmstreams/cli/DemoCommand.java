package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.BrokerLibraries;
import io.rfmstreams.demo.Demo;
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

    private static final int LAST_PORT = 65_535;

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

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description =
                    "Port of the REST interface, 0 for any free one (default: 8080, or any free one if it is taken).")
    private @Nullable Integer port;

    @Option(names = "--exit-at-end", description = "Leaves when all is done, rather than at Ctrl-C.")
    private boolean exitAtEnd;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BrokerLibraries.require();
        files.check();
        Configuration configuration = options.configuration();
        boolean onlyOnce = dataDir != null && !input.isGiven();
        DemoOptions demoOptions = new DemoOptions(
                dataDir, input.read(err), onlyOnce, input.eventsPerSecond(), input.endAt(), training, port);
        try (ResourceCloser lifetime = new ResourceCloser()) {
            Runtime.getRuntime().addShutdownHook(new Thread(lifetime::close, "shutdown"));
            Demo demo = new Demo(configuration, demoOptions, new Progress(new ProgressLine(err)), lifetime);
            DemoResult result = demo.run();
            DemoAddresses addresses = new DemoReport(result).print(out);
            files.write(result);
            if (!exitAtEnd) {
                out.println();
                addresses.print(out);
                demo.await();
            }
        }
        return ExitCode.OK;
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

    private static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is not a port of 0 to " + LAST_PORT);
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
