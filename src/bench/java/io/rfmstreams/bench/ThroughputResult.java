package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: the rates of all rounds, by guarantee. Nothing in it tells when or on whose machine. */
final class ThroughputResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final BenchmarkOptions options;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    /** Purchases a second of both contenders, measured one right after the other. */
    record Round(double full, double bare) {

        double ratioToBare() {
            return full / bare;
        }
    }

    ThroughputResult(BenchmarkOptions options) {
        this.options = options;
    }

    void add(String guarantee, List<Round> measured) {
        rounds.put(guarantee, List.copyOf(measured));
    }

    String table() {
        StringBuilder table = new StringBuilder(
                String.format("%n%-16s %12s %12s %12s%n", "guarantee", "full, /s", "bare, /s", "ratioToBare"));
        rounds.forEach((guarantee, measured) -> table.append(String.format(
                "%-16s %,12.0f %,12.0f %12.2f%n",
                guarantee,
                median(measured.stream().map(Round::full).toList()),
                median(measured.stream().map(Round::bare).toList()),
                median(measured.stream().map(Round::ratioToBare).toList()))));
        return table.toString();
    }

    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", Runtime.version().toString())
                .put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        root.putObject("settings")
                .put("purchases", options.purchases())
                .put("customers", options.customers())
                .put("days", Purchases.SPAN.toDays())
                .put("zipfExponent", options.exponent())
                .put("partitions", options.partitions())
                .put("threads", options.threads())
                .put("rounds", options.rounds())
                .put("commitInterval", "PT0.1S")
                .put("bareStateBytes", BareProcessor.STATE_BYTES)
                .put("bareOutputBytes", BareProcessor.OUTPUT_BYTES);
        rounds.forEach((guarantee, measured) -> put(root.putObject(guarantee), measured));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, List<Round> measured) {
        node.put(
                "ratioToBare",
                rounded(median(measured.stream().map(Round::ratioToBare).toList())));
        node.put(
                "fullPerSecond",
                Math.round(median(measured.stream().map(Round::full).toList())));
        node.put(
                "barePerSecond",
                Math.round(median(measured.stream().map(Round::bare).toList())));
        var all = node.putArray("rounds");
        for (Round round : measured) {
            all.addObject()
                    .put("fullPerSecond", Math.round(round.full()))
                    .put("barePerSecond", Math.round(round.bare()))
                    .put("ratioToBare", rounded(round.ratioToBare()));
        }
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1_000) / 1_000.0;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
