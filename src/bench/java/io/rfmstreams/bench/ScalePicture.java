package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Throughput over the number of customers as a chart, a line for each number of threads. */
final class ScalePicture {

    static final int WIDTH = 900;
    static final int HEIGHT = 450;

    private ScalePicture() {}

    /**
     * Returns the option object of ECharts.
     *
     * @param measured objects with {@code customers}, {@code threads} and {@code purchasesPerSecond}
     */
    static ObjectNode of(ArrayNode measured) {
        ObjectNode option = new ObjectMapper().createObjectNode();
        option.putObject("title")
                .put("text", "Purchases a second by customers in the stores")
                .put("left", 10)
                .put("top", 10);
        option.putObject("legend").put("top", 40);
        option.putObject("grid").put("left", 80).put("right", 40).put("top", 80).put("bottom", 60);
        option.putObject("xAxis")
                .put("type", "log")
                .put("name", "customers")
                .put("nameLocation", "middle")
                .put("nameGap", 30);
        option.putObject("yAxis").put("type", "value").put("min", 0);
        ArrayNode series = option.putArray("series");
        Map<Integer, ArrayNode> lines = new TreeMap<>();
        for (JsonNode each : measured) {
            int threads = each.path("threads").asInt();
            lines.computeIfAbsent(threads, first -> series.addObject()
                            .put("name", threads == 1 ? "1 thread" : threads + " threads")
                            .put("type", "line")
                            .put("symbolSize", 8)
                            .putArray("data"))
                    .addArray()
                    .add(each.path("customers").asInt())
                    .add(each.path("purchasesPerSecond").asLong());
        }
        return option;
    }
}
