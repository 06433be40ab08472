package io.rfmstreams.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the benchmarks of the engines run. The defaults are of full size. */
@Command(sortOptions = false, mixinStandardHelpOptions = true)
final class BenchmarkOptions {

    private static final int SHORTER = 10;
    private static final Path RESULTS = Path.of("src/bench/results");
    private static final Path PICTURES = Path.of("docs/images");

    /** The purchases that are processed. */
    enum LoadKind {
        /** 90 days in half a minute. */
        DENSE,
        /** A year, with the passing of time. */
        SEASONS
    }

    @Option(names = "--short", description = "a tenth of the purchases and customers, no files unless named")
    private boolean isShort;

    @Option(names = "--load", description = "dense or seasons (default: ${DEFAULT-VALUE})")
    private LoadKind load = LoadKind.DENSE;

    @Option(names = "--purchases", description = "of the dense load (default: ${DEFAULT-VALUE})")
    private int purchases = 2_000_000;

    @Option(names = "--customers", description = "default: 200000 of the dense load, 1000000 of the seasons")
    private int customers;

    @Option(names = "--contenders", split = ",", description = "full, flink, as-much, bare (default: all)")
    private List<String> contenders = List.of("full", "flink", "as-much", "bare");

    @Option(names = "--partitions", description = "default: ${DEFAULT-VALUE}")
    private int partitions = 8;

    @Option(names = "--threads", description = "of each engine (default: ${DEFAULT-VALUE})")
    private int threads = 2;

    @Option(names = "--heap", description = "of each engine (default: ${DEFAULT-VALUE})")
    private String heap = "2g";

    @Option(names = "--rounds", description = "default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Option(names = "--guarantee", description = "one only (default: both)")
    private List<String> guarantees = List.of("exactly_once_v2", "at_least_once");

    @Option(names = "--result", description = "the JSON file (default: in " + "src/bench/results)")
    private @Nullable Path result;

    @Option(names = "--picture", description = "the chart (default: in docs/images)")
    private @Nullable Path picture;

    @Option(names = "--jvm", split = " ", description = "further options of the engines' JVMs")
    private List<String> jvm = List.of();

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "configuration of all engines")
    private Map<String, String> configuration = new HashMap<>();

    /** Reads the arguments. Ends the program if they are wrong, or ask for help. */
    static BenchmarkOptions parse(String[] arguments) {
        return parse(null, arguments);
    }

    /**
     * The same, with further options.
     *
     * @param more an object with options of its own; null for none
     */
    static BenchmarkOptions parse(@Nullable Object more, String[] arguments) {
        BenchmarkOptions options = new BenchmarkOptions();
        CommandLine commandLine = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        if (more != null) {
            commandLine.addMixin("more", more);
        }
        try {
            if (CommandLine.printHelpIfRequested(commandLine.parseArgs(arguments))) {
                System.exit(0);
            }
        } catch (CommandLine.ParameterException wrong) {
            System.err.println(wrong.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        return options;
    }

    LoadKind load() {
        return load;
    }

    int purchases() {
        return isShort ? purchases / SHORTER : purchases;
    }

    int customers() {
        int wanted = customers > 0 ? customers : load == LoadKind.DENSE ? 200_000 : 1_000_000;
        return isShort ? wanted / SHORTER : wanted;
    }

    List<Contender> contenders() {
        return contenders.stream().map(Contender::of).toList();
    }

    int partitions() {
        return partitions;
    }

    int threads() {
        return threads;
    }

    String heap() {
        return heap;
    }

    int rounds() {
        return rounds;
    }

    List<String> guarantees() {
        return guarantees;
    }

    List<String> jvm() {
        return jvm;
    }

    /** What all run with that is not the program's default. */
    Map<String, String> configuration() {
        return configuration;
    }

    /** Where the result goes; null for nowhere. */
    @Nullable
    Path result() {
        return result != null || isShort ? result : RESULTS.resolve(name() + ".json");
    }

    /** Where the chart goes; null for nowhere. */
    @Nullable
    Path picture() {
        return picture != null || isShort ? picture : PICTURES.resolve(name() + ".png");
    }

    private String name() {
        return load == LoadKind.DENSE ? "throughput" : "throughput-seasons";
    }
}
