package io.rfmstreams.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The samples as a chart of four panels over the same time: memory, lag, commit age and queries, state folder. */
final class SoakPicture {

    static final int WIDTH = 1_100;
    static final int HEIGHT = 900;

    private static final int PANELS = 4;
    private static final int TOP = 50;
    private static final int PANEL_HEIGHT = 150;
    private static final int PANEL_DISTANCE = 212;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<SoakSample> samples;
    private final ObjectNode option = JSON.createObjectNode();
    private final ArrayNode titles = option.putArray("title");
    private final ArrayNode grids = option.putArray("grid");
    private final ArrayNode xAxes = option.putArray("xAxis");
    private final ArrayNode yAxes = option.putArray("yAxis");
    private final ArrayNode series = option.putArray("series");
    private final ArrayNode legends = option.putArray("legend");

    private SoakPicture(List<SoakSample> samples) {
        this.samples = samples;
    }

    /** Returns the option object of ECharts. */
    static ObjectNode of(List<SoakSample> samples) {
        SoakPicture picture = new SoakPicture(samples);
        picture.panel(
                "Memory, MiB",
                line("process", SoakSample::residentMiB),
                line("heap after garbage collection", SoakSample::heapMiB),
                line("RocksDB", SoakSample::rocksMiB));
        picture.panel("Lag, events", line("lag", SoakSample::lag));
        picture.panel(
                "Milliseconds",
                line("age of the last commit", SoakSample::commitAgeMillis),
                line("queries, 99th percentile", SoakSample::queryMillis));
        picture.panel("State folder, MiB", line("state folder", SoakSample::stateMiB));
        return picture.option;
    }

    private record Line(String name, ToDoubleFunction<SoakSample> value) {}

    private static Line line(String name, ToDoubleFunction<SoakSample> value) {
        return new Line(name, value);
    }

    private void panel(String title, Line... lines) {
        int panel = grids.size();
        int top = TOP + panel * PANEL_DISTANCE;
        titles.addObject()
                .put("text", title)
                .put("left", 10)
                .put("top", top - 40)
                .putObject("textStyle")
                .put("fontSize", 15);
        grids.addObject().put("left", 70).put("right", 30).put("top", top).put("height", PANEL_HEIGHT);
        ObjectNode xAxis = xAxes.addObject()
                .put("gridIndex", panel)
                .put("type", "value")
                .put("min", 0)
                .put("max", Math.ceil(minutes(samples.get(samples.size() - 1)) - 0.5));
        if (panel == PANELS - 1) {
            xAxis.put("name", "minutes").put("nameLocation", "middle").put("nameGap", 28);
        }
        yAxes.addObject().put("gridIndex", panel).put("type", "value").put("min", 0);
        ArrayNode names =
                legends.addObject().put("left", 250).put("top", top - 38).putArray("data");
        for (Line line : lines) {
            names.add(line.name());
            ArrayNode data = series.addObject()
                    .put("name", line.name())
                    .put("type", "line")
                    .put("showSymbol", false)
                    .put("xAxisIndex", panel)
                    .put("yAxisIndex", panel)
                    .putArray("data");
            for (SoakSample sample : samples) {
                double value = line.value().applyAsDouble(sample);
                if (!Double.isNaN(value)) {
                    data.addArray().add(minutes(sample)).add(Math.round(value * 10) / 10.0);
                }
            }
        }
    }

    private static double minutes(SoakSample sample) {
        return Math.round(sample.seconds() / 60 * 100) / 100.0;
    }
}
