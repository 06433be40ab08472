package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured: the runs of all rounds, by guarantee and contender. Nothing in it tells when or on whose machine. */
final class ThroughputResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Of records a purchase: what is rarer is left out. */
    private static final double MIN_RECORDS = 0.001;

    private final BenchmarkOptions options;
    private final long purchases;
    private final Map<String, Map<Contender, List<Run>>> runs = new LinkedHashMap<>();

    ThroughputResult(BenchmarkOptions options, long purchases) {
        this.options = options;
        this.purchases = purchases;
    }

    void add(String guarantee, Contender contender, Run run) {
        runs.computeIfAbsent(guarantee, each -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, each -> new ArrayList<>())
                .add(run);
    }

    Map<String, Map<Contender, List<Run>>> runs() {
        return runs;
    }

    String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%n%-16s %-8s %12s %12s %12s %14s %14s%n",
                "guarantee", "engine", "purchases/s", "full to it", "CPU, µs", "full to it", "settled, s"));
        runs.forEach((guarantee, measured) -> measured.forEach((contender, each) -> table.append(String.format(
                "%-16s %-8s %,12.0f %12.2f %12.1f %14.2f %14.1f%n",
                guarantee,
                contender.label(),
                median(each, Run::perSecond),
                ratio(measured, contender, Run::perSecond),
                median(each, run -> run.input().cpuMicros()),
                1 / ratio(measured, contender, run -> run.input().cpuMicros()),
                median(each, run -> run.settled().seconds())))));
        return table.toString();
    }

    /** Returns the median over the rounds of what the whole topology has, divided by what another contender has. */
    static double ratio(Map<Contender, List<Run>> measured, Contender contender, ToDoubleFunction<Run> measure) {
        List<Run> full = measured.getOrDefault(Contender.FULL, List.of());
        List<Run> others = measured.getOrDefault(contender, List.of());
        double[] ratios = new double[Math.min(full.size(), others.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = measure.applyAsDouble(full.get(i)) / measure.applyAsDouble(others.get(i));
        }
        return median(ratios);
    }

    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        Machine.addTo(root).put("heap", options.heap());
        root.putObject("settings")
                .put("load", options.load().name().toLowerCase(Locale.ROOT))
                .put("purchases", purchases)
                .put("customers", options.customers())
                .put("partitions", options.partitions())
                .put("threads", options.threads())
                .put("rounds", options.rounds())
                .put("bareStateBytes", BareProcessor.STATE_BYTES)
                .put("bareOutputBytes", BareProcessor.OUTPUT_BYTES);
        ObjectNode configuration = root.putObject("configuration");
        options.configuration().forEach(configuration::put);
        runs.forEach((guarantee, measured) -> put(root.putObject(guarantee), measured));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, Map<Contender, List<Run>> measured) {
        measured.forEach((contender, each) -> {
            ObjectNode to = node.putObject(contender.label());
            if (contender != Contender.FULL) {
                to.put("fullToThis", rounded(ratio(measured, contender, Run::perSecond)))
                        .put(
                                "fullToThisByCpu",
                                rounded(1
                                        / ratio(measured, contender, run -> run.input()
                                                .cpuMicros())));
            }
            to.put("perSecond", Math.round(median(each, Run::perSecond)))
                    .put("cpuMicrosPerPurchase", rounded(median(each, run -> run.input()
                            .cpuMicros())));
            var rounds = to.putArray("rounds");
            each.forEach(run -> put(rounds.addObject(), run));
        });
    }

    private static void put(ObjectNode node, Run run) {
        put(node.putObject("input"), run.input());
        put(node.putObject("settled"), run.settled());
        node.put("peakMemoryMiB", run.peakMemoryMiB())
                .put("outputBytesPerPurchase", Math.round(run.outputBytes()))
                .put("changelogBytesPerPurchase", Math.round(run.changelogBytes()));
        ObjectNode written = node.putObject("writtenPerPurchase");
        run.written().forEach((topic, volume) -> {
            if (volume.records() >= MIN_RECORDS) {
                written.putObject(topic)
                        .put("records", rounded(volume.records()))
                        .put("bytes", Math.round(volume.bytes()));
            }
        });
    }

    private static void put(ObjectNode node, Run.Stage stage) {
        node.put("seconds", rounded(stage.seconds()))
                .put("perSecond", Math.round(stage.perSecond()))
                .put("cpuMicrosPerPurchase", rounded(stage.cpuMicros()))
                .put("brokerCpuMicrosPerPurchase", rounded(stage.brokerCpuMicros()));
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1_000) / 1_000.0;
    }

    static double median(List<Run> measured, ToDoubleFunction<Run> measure) {
        return median(measured.stream().mapToDouble(measure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
