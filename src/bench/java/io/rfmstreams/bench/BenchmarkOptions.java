package io.rfmstreams.bench;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the throughput benchmark runs.
 *
 * @param purchases records on the input topic, the same for all runs
 * @param rounds how often each topology runs, one after the other
 * @param result where the JSON result goes; null for nowhere
 */
record BenchmarkOptions(
        int purchases,
        int customers,
        double exponent,
        int partitions,
        int threads,
        int rounds,
        List<String> guarantees,
        @Nullable Path result) {

    static final String USAGE =
            "usage: ThroughputBenchmark [--short] [--rounds N] [--exponent S] [--guarantee NAME] [--result FILE]";

    private static final List<String> GUARANTEES = List.of("exactly_once_v2", "at_least_once");
    private static final Path RESULT = Path.of("src/bench/results/throughput.json");
    private static final BenchmarkOptions FULL =
            new BenchmarkOptions(2_000_000, 200_000, 0.8, 8, 2, 3, GUARANTEES, RESULT);

    static BenchmarkOptions parse(String[] arguments) {
        BenchmarkOptions options = FULL;
        for (int i = 0; i < arguments.length; i++) {
            String flag = arguments[i];
            options = flag.equals("--short") ? options.shortened() : options.with(flag, value(arguments, ++i));
        }
        return options;
    }

    private static String value(String[] arguments, int place) {
        if (place >= arguments.length) {
            throw new IllegalArgumentException(arguments[place - 1] + " needs a value");
        }
        return arguments[place];
    }

    /** A tenth of everything, for a quick look; writes no result unless told where. */
    private BenchmarkOptions shortened() {
        return new BenchmarkOptions(
                purchases / 10, customers / 10, exponent, partitions, threads, rounds, guarantees, null);
    }

    private BenchmarkOptions with(String flag, String value) {
        return switch (flag) {
            case "--rounds" ->
                new BenchmarkOptions(
                        purchases,
                        customers,
                        exponent,
                        partitions,
                        threads,
                        Integer.parseInt(value),
                        guarantees,
                        result);
            case "--exponent" ->
                new BenchmarkOptions(
                        purchases,
                        customers,
                        Double.parseDouble(value),
                        partitions,
                        threads,
                        rounds,
                        guarantees,
                        result);
            case "--guarantee" ->
                new BenchmarkOptions(
                        purchases, customers, exponent, partitions, threads, rounds, List.of(value), result);
            case "--result" ->
                new BenchmarkOptions(
                        purchases, customers, exponent, partitions, threads, rounds, guarantees, Path.of(value));
            default -> throw new IllegalArgumentException("unknown option " + flag);
        };
    }
}
