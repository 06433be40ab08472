package io.rfmstreams.cli;

import io.rfmstreams.app.ClockReader;
import io.rfmstreams.app.ClockReader.ClockReading;
import io.rfmstreams.app.ConfigurationException;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.Generator;
import io.rfmstreams.demo.GeneratorOptions;
import io.rfmstreams.demo.Replay;
import io.rfmstreams.demo.ReplayListener;
import io.rfmstreams.demo.ReplayOptions;
import io.rfmstreams.demo.ReplayReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Generates purchases of made-up shoppers. */
@Command(
        name = "generate",
        description =
                "Sends purchases of made-up shoppers: a history with --events, otherwise a live stream until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

    private static final Duration PAST = Duration.ofDays(365);
    private static final int DEFAULT_RATE = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(
            names = "--customers",
            defaultValue = "1000",
            description = "Number of customers (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--events",
            paramLabel = "N",
            description =
                    "Sends a history of this many events over the last year, with ticks, instead of a live stream.")
    private @Nullable Integer events;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events per second of the live stream (default: " + DEFAULT_RATE + ").")
    private @Nullable Double rate;

    @Option(
            names = "--into-event-time",
            description = "Allows topics in event time. Their clock moves to the current time and cannot go back.")
    private boolean intoEventTime;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the simulation; the same seed gives the same customers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        checkOptions();
        Settings settings = options.settings();
        requireLiveTopics(settings);
        double eventsPerSecond = rate == null ? DEFAULT_RATE : rate;
        InterruptOnShutdown stop = InterruptOnShutdown.forCurrentThread();
        Generator generator = new Generator(new GeneratorOptions(customers, seed));
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                events == null ? eventsPerSecond : Double.POSITIVE_INFINITY,
                settings.dates(),
                null);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        progress.println(
                events == null
                        ? "Sending "
                                + BigDecimal.valueOf(eventsPerSecond)
                                        .stripTrailingZeros()
                                        .toPlainString() + " events per second of " + customers
                                + " customers until Ctrl-C"
                        : "Sending " + events + " events of the last year");
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
            spec.commandLine().getOut().println("Sent " + report.sent() + " records");
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
        if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
            throw invalid("--rate", rate + " is not a number greater than 0");
        }
        if (rate != null && events != null) {
            throw new ParameterException(spec.commandLine(), "--rate and --events cannot be used together");
        }
    }

    /**
     * Purchases with current dates would move the clock of topics with a replayed history by years. A clock never goes
     * back.
     */
    private void requireLiveTopics(Settings settings) {
        Optional<ClockReading> clock = new ClockReader(settings, Clock.systemUTC()).read();
        if (intoEventTime || (clock.isPresent() && !clock.get().eventTime())) {
            return;
        }
        throw new ConfigurationException(
                "these topics are in event time"
                        + clock.map(reading -> ", as of " + Timestamps.format(reading.time()) + ", " + reading.source())
                                .orElse(" (rfm.clock=event)")
                        + ": current purchases would move their clock to the current time, and it cannot go back."
                        + " Use --into-event-time to send them anyway, or -D rfm.clock=live if the processors use the wall clock");
    }

    private ParameterException invalid(String option, String what) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + what);
    }
}
