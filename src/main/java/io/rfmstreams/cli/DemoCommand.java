package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.cli.ReplayInput.ReplayData;
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

/** Runs the demo. */
@Command(
        name = "demo",
        description =
                "Replays a data set, trains models and segments customers in one process with an embedded Kafka broker.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ReplayInput input;

    @Mixin
    private DemoFiles files;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Directory for the data of broker and processor. Default: a temporary directory.")
    private @Nullable Path dataDir;

    @Option(
            names = "--train-at",
            paramLabel = "PERIOD|end",
            defaultValue = "P30D",
            converter = ScheduleConverter.class,
            description = "Trains at this interval of event time and at the end, or only at the end"
                    + " (default: ${DEFAULT-VALUE}).")
    private TrainingSchedule training;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port of the REST API; 0: any free port (default: 8080, or any free port if 8080 is in use).")
    private @Nullable Integer port;

    @Option(names = "--exit-at-end", description = "Exits when the demo is complete instead of running until Ctrl-C.")
    private boolean exitAtEnd;

    @Option(
            names = "--live",
            negatable = true,
            description =
                    "After the replay, made-up orders of the same customers follow, an hour of their time each second"
                            + " (default: on a terminal).")
    private Boolean live; // null if not given; the annotation processor of picocli does not accept @Nullable here

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        BrokerLibraries.require();
        files.check();
        Configuration configuration = options.configuration();
        boolean onlyOnce = dataDir != null && !input.isGiven();
        try (ReplayData data = input.read(err)) {
            if (data.problem() != null) {
                files.writeEmptySummary(data.dropped());
                err.println("rfm-streams demo: " + data.problem());
                return ExitCode.SOFTWARE;
            }
            return run(data, onlyOnce, configuration);
        }
    }

    private int run(ReplayData data, boolean onlyOnce, Configuration configuration) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        DemoOptions demoOptions = new DemoOptions(
                dataDir, data.records(), onlyOnce, input.eventsPerSecond(), input.endAt(), training, port);
        try (ResourceCloser lifetime = new ResourceCloser()) {
            Runtime.getRuntime().addShutdownHook(new Thread(lifetime::close, "shutdown"));
            Demo demo = new Demo(configuration, demoOptions, new ProgressPrinter(new ProgressLine(err)), lifetime);
            DemoResult result = demo.run();
            DemoAddresses addresses = new DemoReport(result).print(out);
            files.write(result, data.dropped());
            if (!exitAtEnd) {
                out.println();
                addresses.print(out);
                if (isLive()) {
                    demo.startLiveOrders();
                }
                demo.await();
            }
        }
        return ExitCode.OK;
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 22 also with its output in a file, which is harmless
    private boolean isLive() {
        return live == null ? System.console() != null : live;
    }

    /** Prints the progress of the demo. */
    private record ProgressPrinter(ProgressLine line) implements DemoListener {

        @Override
        public void onPhase(String phase) {
            line.println(phase);
        }

        @Override
        public void onDashboard(String url) {
            line.println("Dashboard: " + url);
        }

        @Override
        public void onProgress(long sent, long total) {
            line.show(sent, total);
        }

        @Override
        public void onModel(SegmentationModel model) {
            line.println("Model " + model.version() + " as of " + Timestamps.format(model.trainedAsOf()) + ": "
                    + model.segments().stream()
                            .map(ProgressPrinter::nameAndSize)
                            .collect(Collectors.joining(", ")));
        }

        @Override
        public void onModelSkipped(long asOf, String reason) {
            line.println("Trained no model as of " + Timestamps.format(asOf) + ": " + reason);
        }

        private static String nameAndSize(Segment segment) {
            return segment.name() + " " + segment.customers();
        }
    }

    private static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is not a port from 0 to " + MAX_PORT);
        }
    }

    private static final class ScheduleConverter implements ITypeConverter<TrainingSchedule> {
        @Override
        public TrainingSchedule convert(String text) {
            try {
                return text.equals("end") ? TrainingSchedule.AT_END : TrainingSchedule.every(Duration.parse(text));
            } catch (DateTimeException | IllegalArgumentException bad) {
                throw new TypeConversionException(
                        "'" + text + "' is neither 'end' nor a whole number of days such as P30D");
            }
        }
    }
}
