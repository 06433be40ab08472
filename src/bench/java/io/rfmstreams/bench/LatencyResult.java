package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measurements by guarantee and engine. */
final class LatencyResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private final LatencyOptions options;
    private final Map<String, Map<Contender, Measurement>> measured = new TreeMap<>();

    /**
     * The latencies of one run.
     *
     * @param rate purchases a second
     * @param sortedNanos the latencies in ascending order
     * @param missing how many changes were not seen
     * @param cpuMicros processor time of the engine a purchase, microseconds
     */
    record Measurement(int rate, List<Long> sortedNanos, int missing, double cpuMicros) {

        /** The nearest-rank percentile, in milliseconds. */
        double millis(double percentile) {
            if (sortedNanos.isEmpty()) {
                return Double.NaN;
            }
            int rank = (int) Math.ceil(percentile / 100 * sortedNanos.size());
            return Math.round(sortedNanos.get(Math.max(0, rank - 1)) / 1e4) / 1e2;
        }

        @Override
        public String toString() {
            return "%,d changes, milliseconds: p50 %.1f, p99 %.1f, p99.9 %.1f, most %.1f; %d not seen; %.1f µs a purchase"
                    .formatted(
                            sortedNanos.size(), millis(50), millis(99), millis(99.9), millis(100), missing, cpuMicros);
        }
    }

    LatencyResult(LatencyOptions options) {
        this.options = options;
    }

    void add(String guarantee, Contender contender, Measurement measurement) {
        measured.computeIfAbsent(guarantee, each -> new TreeMap<>()).put(contender, measurement);
    }

    /** Writes the JSON file and the chart. */
    void write() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        Machine.addTo(root);
        measured.forEach((guarantee, each) -> {
            ObjectNode ofGuarantee = root.putObject(guarantee);
            each.forEach((contender, latencies) -> {
                ObjectNode node = ofGuarantee
                        .putObject(contender.label())
                        .put("purchasesPerSecond", latencies.rate())
                        .put("changes", latencies.sortedNanos().size())
                        .put("missing", latencies.missing())
                        .put("cpuMicrosPerPurchase", Math.round(latencies.cpuMicros() * 10) / 10.0);
                ObjectNode millis = node.putObject("latencyMillis");
                for (double percentile : PERCENTILES) {
                    millis.put(String.valueOf(percentile), latencies.millis(percentile));
                }
            });
        });
        Files.writeString(options.result(), JSON.writeValueAsString(root) + "\n");
        ChartPicture.write(options.picture(), chart(), WIDTH, HEIGHT);
    }

    private ObjectNode chart() {
        ObjectNode option = JSON.createObjectNode();
        option.putObject("title")
                .put("text", "From a purchase to its committed segment change, ms")
                .put("left", 10)
                .put("top", 10);
        option.putObject("legend").put("bottom", 0);
        option.putObject("grid").put("top", 60).put("left", 30).put("right", 20).put("containLabel", true);
        option.putObject("yAxis").put("type", "log").put("min", 10);
        ArrayNode labels = option.putObject("xAxis").put("type", "category").putArray("data");
        ArrayNode series = option.putArray("series");
        for (double percentile : PERCENTILES) {
            labels.add(
                    percentile == 100
                            ? "most"
                            : "p" + String.valueOf(percentile).replace(".0", ""));
        }
        measured.forEach((guarantee, each) -> each.forEach((contender, latencies) -> {
            ObjectNode bars = series.addObject()
                    .put("type", "bar")
                    .put("name", contender.label() + ", " + guarantee + ", " + latencies.rate() + "/s");
            bars.putObject("label").put("show", true).put("position", "top").put("fontSize", 10);
            ArrayNode data = bars.putArray("data");
            for (double percentile : PERCENTILES) {
                data.add(Math.round(latencies.millis(percentile)));
            }
        }));
        return option;
    }
}
