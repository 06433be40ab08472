package io.rfmstreams.cli;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.Generator;
import io.rfmstreams.demo.GeneratorOptions;
import io.rfmstreams.demo.Replay;
import io.rfmstreams.demo.ReplayListener;
import io.rfmstreams.demo.ReplayOptions;
import io.rfmstreams.demo.ReplayReport;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes shoppers up. */
@Command(
        name = "generate",
        description = "Makes shoppers up and sends what they buy: a past of --events, or live at --rate until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

    private static final Duration PAST = Duration.ofDays(365);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--customers", defaultValue = "1000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "A past of so many events over the last year, with ticks, instead of a live stream.")
    private @Nullable Integer events;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Events a second of the live stream (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Same seed, same shoppers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        checkOptions();
        Settings settings = options.settings();
        StopOnInterrupt stop = StopOnInterrupt.ofThisThread();
        Generator generator = new Generator(new GeneratorOptions(customers, seed));
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                events == null ? rate : Double.POSITIVE_INFINITY,
                settings.maxFuture(),
                null);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        ReplayListener listener = new ReplayListener() {
            @Override
            public void onProgress(long sent, long total) {
                progress.show(sent, total);
            }
        };
        try (Replay replay = Replay.connect(settings.kafka().common(), replayOptions)) {
            Clock clock = Clock.systemUTC();
            ReplayReport report = events == null
                    ? replay.stream(generator.live(clock), listener)
                    : replay.run(generator.history(events, clock.millis(), PAST), listener);
            spec.commandLine().getOut().println("sent " + report.sent() + " records");
            spec.commandLine().getOut().flush();
        } finally {
            stop.done();
        }
        return ExitCode.OK;
    }

    private void checkOptions() {
        if (customers < 1) {
            throw invalid("--customers", customers + " is not a whole number of at least 1");
        }
        if (events != null && events < 1) {
            throw invalid("--events", events + " is not a whole number of at least 1");
        }
        if (!(rate > 0)) {
            throw invalid("--rate", rate + " is not a number above 0");
        }
    }

    private ParameterException invalid(String option, String what) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + what);
    }
}
