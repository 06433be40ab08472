package io.rfmstreams.cli;

import io.rfmstreams.app.CommandTime;
import io.rfmstreams.app.CommandTime.Reading;
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

/** Makes shoppers up. */
@Command(
        name = "generate",
        description = "Makes shoppers up and sends what they buy: a past of --events, or live at --rate until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

    private static final Duration PAST = Duration.ofDays(365);
    private static final int DEFAULT_RATE = 10;

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
            description = "Events a second of the live stream (default: " + DEFAULT_RATE + ").")
    private @Nullable Double rate;

    @Option(
            names = "--into-event-time",
            description = "Sends into topics in event time, too, whose clock it moves to today for good.")
    private boolean intoEventTime;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Same seed, same shoppers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        checkOptions();
        Settings settings = options.settings();
        requireLiveTopics(settings);
        double eventsPerSecond = rate == null ? DEFAULT_RATE : rate;
        StopOnInterrupt stop = StopOnInterrupt.ofThisThread();
        Generator generator = new Generator(new GeneratorOptions(customers, seed));
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                events == null ? eventsPerSecond : Double.POSITIVE_INFINITY,
                settings.dates(),
                null);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        progress.say(
                events == null
                        ? "Sending "
                                + BigDecimal.valueOf(eventsPerSecond)
                                        .stripTrailingZeros()
                                        .toPlainString() + " events a second of " + customers + " shoppers until Ctrl-C"
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
        if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
            throw invalid("--rate", rate + " is not a number above 0");
        }
        if (rate != null && events != null) {
            throw new ParameterException(spec.commandLine(), "--rate is of the live stream, which --events replaces");
        }
    }

    /** Purchases of today would move the clock of a replayed past by years, and clocks never go back. */
    private void requireLiveTopics(Settings settings) {
        Optional<Reading> clock = new CommandTime(settings, Clock.systemUTC()).read();
        if (intoEventTime || (clock.isPresent() && !clock.get().eventTime())) {
            return;
        }
        throw new ConfigurationException("these topics are in event time"
                + clock.map(reading -> ", as of " + Timestamps.format(reading.time()) + ", " + reading.source())
                        .orElse(" (rfm.clock=event)")
                + ": purchases of today would move their clock to today for good. --into-event-time sends them all the"
                + " same; -D rfm.clock=live says that the processors follow the wall clock");
    }

    private ParameterException invalid(String option, String what) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + what);
    }
}
