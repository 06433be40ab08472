package io.rfmstreams.bench.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the soak runs. */
@Command(name = "SoakBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
final class SoakOptions {

    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final int WINDOW_DAYS = 60;

    @Option(names = "--minutes", description = "how long the load lasts (default: ${DEFAULT-VALUE})")
    private double minutes = 30;

    @Option(names = "--rate", description = "events a second (default: ${DEFAULT-VALUE})")
    private int rate = 2_000;

    @Option(names = "--queries", description = "queries a second (default: ${DEFAULT-VALUE})")
    private int queries = 50;

    @Option(names = "--customers", description = "who buy (default: ${DEFAULT-VALUE})")
    private int customers = 40_000;

    @Option(names = "--day", description = "seconds that a day of event time takes (default: ${DEFAULT-VALUE})")
    private int secondsPerDay = 4;

    @Option(names = "--train-every", description = "from one training to the next (default: ${DEFAULT-VALUE})")
    private Duration trainEvery = Duration.ofMinutes(3);

    @Option(names = "--sample-every", description = "from one sample to the next (default: ${DEFAULT-VALUE})")
    private Duration sampleEvery = Duration.ofSeconds(10);

    @Option(names = "--jvm", description = "options of the processor's JVM (default: ${DEFAULT-VALUE})")
    private String jvm = "-Xms512m -Xmx512m -XX:+AlwaysPreTouch -XX:+UseParallelGC";

    @Option(names = "--result", description = "the JSON file (default: none)")
    private @Nullable Path result;

    @Option(names = "--picture", description = "the PNG file, drawn by Chromium (default: none)")
    private @Nullable Path picture;

    double minutes() {
        return minutes;
    }

    int rate() {
        return rate;
    }

    int queries() {
        return queries;
    }

    int customers() {
        return customers;
    }

    int secondsPerDay() {
        return secondsPerDay;
    }

    long events() {
        return Math.round(minutes * 60 * rate);
    }

    /** Milliseconds of event time from one event to the next. */
    long eventStep() {
        return Duration.ofDays(1).toMillis() / ((long) rate * secondsPerDay);
    }

    Duration trainEvery() {
        return trainEvery;
    }

    Duration sampleEvery() {
        return sampleEvery;
    }

    String jvm() {
        return jvm;
    }

    @Nullable
    Path result() {
        return result;
    }

    @Nullable
    Path picture() {
        return picture;
    }
}
