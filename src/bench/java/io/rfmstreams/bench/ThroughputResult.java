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
import java.util.function.ToDoubleFunction;

/** What was measured: the runs of all rounds, by guarantee. Nothing in it tells when or on whose machine. */
final class ThroughputResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Of records a purchase: what is rarer is left out. */
    private static final double LEAST_RECORDS = 0.001;

    private final BenchmarkOptions options;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    /** All contenders, one right after the other. */
    record Round(Run full, Run bare, Run asMuch) {

        double ratioToBare() {
            return full.perSecond() / bare.perSecond();
        }

        double ratioToAsMuch() {
            return full.perSecond() / asMuch.perSecond();
        }

        @Override
        public String toString() {
            return "full %s  bare %s  as much %s  ratio %.3f, of processor time %.3f; to as much %.3f, %.3f"
                    .formatted(
                            text(full),
                            text(bare),
                            text(asMuch),
                            ratioToBare(),
                            bare.cpuMicros() / full.cpuMicros(),
                            ratioToAsMuch(),
                            asMuch.cpuMicros() / full.cpuMicros());
        }

        private static String text(Run run) {
            return "%,9.0f/s, %4.1f µs, %3.0f + %3.0f bytes"
                    .formatted(run.perSecond(), run.cpuMicros(), run.outputBytes(), run.changelogBytes());
        }
    }

    ThroughputResult(BenchmarkOptions options) {
        this.options = options;
    }

    void add(String guarantee, List<Round> measured) {
        rounds.put(guarantee, List.copyOf(measured));
    }

    String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%n%-16s %12s %12s %12s %12s %12s%n",
                "guarantee", "full, /s", "bare, /s", "as much, /s", "ratioToBare", "ratioToAsMuch"));
        rounds.forEach((guarantee, measured) -> table.append(String.format(
                "%-16s %,12.0f %,12.0f %,12.0f %12.2f %12.2f%n",
                guarantee,
                median(measured, round -> round.full().perSecond()),
                median(measured, round -> round.bare().perSecond()),
                median(measured, round -> round.asMuch().perSecond()),
                median(measured, Round::ratioToBare),
                median(measured, Round::ratioToAsMuch))));
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
                .put("bareStateBytes", BareProcessor.STATE_BYTES)
                .put("bareOutputBytes", BareProcessor.OUTPUT_BYTES);
        ObjectNode configuration = root.putObject("configuration");
        options.configuration().forEach(configuration::put);
        rounds.forEach((guarantee, measured) -> put(root.putObject(guarantee), measured));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, List<Round> measured) {
        node.put("ratioToBare", rounded(median(measured, Round::ratioToBare)))
                .put("ratioToAsMuch", rounded(median(measured, Round::ratioToAsMuch)))
                .put("fullPerSecond", Math.round(median(measured, round -> round.full()
                        .perSecond())))
                .put("barePerSecond", Math.round(median(measured, round -> round.bare()
                        .perSecond())))
                .put("asMuchPerSecond", Math.round(median(measured, round -> round.asMuch()
                        .perSecond())));
        var all = node.putArray("rounds");
        for (Round round : measured) {
            ObjectNode each = all.addObject()
                    .put("ratioToBare", rounded(round.ratioToBare()))
                    .put("ratioToAsMuch", rounded(round.ratioToAsMuch()));
            put(each.putObject("full"), round.full());
            put(each.putObject("bare"), round.bare());
            put(each.putObject("asMuch"), round.asMuch());
        }
    }

    private static void put(ObjectNode node, Run run) {
        node.put("perSecond", Math.round(run.perSecond()))
                .put("cpuMicrosPerPurchase", rounded(run.cpuMicros()))
                .put("outputBytesPerPurchase", Math.round(run.outputBytes()))
                .put("changelogBytesPerPurchase", Math.round(run.changelogBytes()));
        ObjectNode written = node.putObject("writtenPerPurchase");
        run.written().forEach((topic, volume) -> {
            if (volume.records() >= LEAST_RECORDS) {
                written.putObject(topic)
                        .put("records", rounded(volume.records()))
                        .put("bytes", Math.round(volume.bytes()));
            }
        });
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1_000) / 1_000.0;
    }

    private static double median(List<Round> measured, ToDoubleFunction<Round> measure) {
        double[] sorted = measured.stream().mapToDouble(measure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
