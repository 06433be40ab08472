package io.rfmstreams.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the benchmark of insights runs. */
@Command(name = "InsightsBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
final class InsightsOptions {

    @Option(names = "--customers", description = "in the read model (default: ${DEFAULT-VALUE})")
    int customers = 1_000_000;

    @Option(names = "--rate", description = "purchases a second while it answers (default: ${DEFAULT-VALUE})")
    int rate = 2_000;

    @Option(names = "--seconds", description = "that are measured (default: ${DEFAULT-VALUE})")
    int seconds = 240;

    @Option(names = "--warm-up", description = "seconds before them (default: ${DEFAULT-VALUE})")
    int warmUp = 30;

    @Option(
            names = "--page-every",
            description = "seconds from one opening of each page to the next (default: ${DEFAULT-VALUE})")
    int pageEvery = 10;

    @Option(names = "--jvm", split = ",", description = "options of the JVM of insights (default: ${DEFAULT-VALUE})")
    List<String> jvm = List.of("-Xmx1g", "-XX:+UseG1GC");

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "configuration of insights")
    Map<String, String> configuration = new TreeMap<>();

    @Option(names = "--history", description = "a folder that keeps the filled read model for later runs")
    @Nullable
    Path history;

    @Option(
            names = "--result",
            description = "the JSON file (default: src/bench/results/insights.json for a million customers)")
    @Nullable
    Path result;
}
