package io.rfmstreams.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the throughput benchmark runs. */
@Command(name = "ThroughputBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
final class BenchmarkOptions {

    private static final int SHORTER = 10;

    @Option(names = "--short", description = "a tenth of everything; writes no result unless told where")
    private boolean isShort;

    @Option(names = "--purchases", description = "records on the input topic (default: ${DEFAULT-VALUE})")
    private int purchases = 2_000_000;

    @Option(names = "--customers", description = "who buy (default: ${DEFAULT-VALUE})")
    private int customers = 200_000;

    @Option(names = "--exponent", description = "of Zipf's law (default: ${DEFAULT-VALUE})")
    private double exponent = 0.8;

    @Option(names = "--partitions", description = "default: ${DEFAULT-VALUE}")
    private int partitions = 8;

    @Option(names = "--threads", description = "default: ${DEFAULT-VALUE}")
    private int threads = 2;

    @Option(names = "--rounds", description = "how often both run (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--guarantee", description = "one only (default: both)")
    private List<String> guarantees = List.of("exactly_once_v2", "at_least_once");

    @Option(names = "--result", description = "the JSON file (default: src/bench/results/throughput.json)")
    private @Nullable Path result;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "configuration of both")
    private Map<String, String> configuration = new HashMap<>();

    int purchases() {
        return isShort ? purchases / SHORTER : purchases;
    }

    int customers() {
        return isShort ? customers / SHORTER : customers;
    }

    double exponent() {
        return exponent;
    }

    int partitions() {
        return partitions;
    }

    int threads() {
        return threads;
    }

    int rounds() {
        return rounds;
    }

    List<String> guarantees() {
        return guarantees;
    }

    /** What both run with that is not the program's default. */
    Map<String, String> configuration() {
        return configuration;
    }

    /** Where the result goes; null for nowhere. */
    @Nullable
    Path result() {
        if (result == null && !isShort && configuration.isEmpty()) {
            return Path.of("src/bench/results/throughput.json");
        }
        return result;
    }
}
