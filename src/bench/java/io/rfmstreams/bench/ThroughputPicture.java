package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws the medians of a throughput benchmark: purchases a second, and processor time a purchase. */
final class ThroughputPicture {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 420;

    private ThroughputPicture() {}

    static void write(ThroughputResult result, Path file) throws IOException {
        ObjectNode option = JSON.createObjectNode();
        option.putObject("legend").put("bottom", 0);
        ArrayNode titles = option.putArray("title");
        titles.addObject().put("text", "Purchases a second").put("left", "5%").put("top", 10);
        titles.addObject()
                .put("text", "Processor time a purchase, µs")
                .put("left", "53%")
                .put("top", 10);
        ArrayNode grids = option.putArray("grid");
        grids.addObject().put("left", "5%").put("width", "42%").put("top", 60).put("containLabel", true);
        grids.addObject().put("left", "53%").put("width", "42%").put("top", 60).put("containLabel", true);
        for (String axis : List.of("xAxis", "yAxis")) {
            ArrayNode axes = option.putArray(axis);
            for (int grid = 0; grid < 2; grid++) {
                ObjectNode each = axes.addObject().put("gridIndex", grid);
                if (axis.equals("xAxis")) {
                    ArrayNode labels = each.put("type", "category").putArray("data");
                    contenders(result).forEach(contender -> labels.add(contender.label()));
                } else {
                    each.put("type", "value");
                }
            }
        }
        ArrayNode series = option.putArray("series");
        result.runs().forEach((guarantee, measured) -> {
            series.add(bars(guarantee, measured, 0, run -> Math.rint(run.perSecond())));
            series.add(bars(
                    guarantee, measured, 1, run -> Math.rint(10 * run.input().cpuMicros()) / 10));
        });
        ChartPicture.write(file, option, WIDTH, HEIGHT);
    }

    private static List<Contender> contenders(ThroughputResult result) {
        return List.copyOf(result.runs().values().iterator().next().keySet());
    }

    private static ObjectNode bars(
            String guarantee, Map<Contender, List<Run>> measured, int grid, ToDoubleFunction<Run> measure) {
        ObjectNode bars = JSON.createObjectNode()
                .put("type", "bar")
                .put("name", guarantee)
                .put("xAxisIndex", grid)
                .put("yAxisIndex", grid);
        bars.putObject("label").put("show", true).put("position", "top").put("fontSize", 10);
        ArrayNode data = bars.putArray("data");
        measured.values().forEach(runs -> data.add(ThroughputResult.median(runs, measure)));
        return bars;
    }
}
