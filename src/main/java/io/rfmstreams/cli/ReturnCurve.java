package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The return probability of typical customers by recency. The typical customer of a segment has the mean frequency and
 * monetary value of its customers.
 */
final class ReturnCurve {

    private static final List<Integer> DAYS = List.of(0, 7, 14, 30, 60, 90, 120, 180, 270, 360);

    private final ReturnModel model;
    private final List<Integer> days;
    private final List<Segment> segments;

    private ReturnCurve(ReturnModel model, List<Integer> days, List<Segment> segments) {
        this.model = model;
        this.days = days;
        this.segments = segments;
    }

    /** Returns the curve of a model's segments with a profile, up to the end of the window. */
    static ReturnCurve of(SegmentationModel model, ReturnModel returnModel) {
        Duration window = Duration.ofMillis(model.window().millis());
        return new ReturnCurve(
                returnModel,
                DAYS.stream()
                        .filter(day -> Duration.ofDays(day).compareTo(window) < 0)
                        .toList(),
                model.segments().stream()
                        .filter(segment -> segment.profile() != null)
                        .toList());
    }

    /** Returns the table. If recency alone decides, all customers are in one row. */
    TextTable table() {
        List<String> header = new ArrayList<>(List.of("typical customer of", "frequency", "monetary"));
        days.forEach(day -> header.add(day + " d"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        if (model.frequency() == 0 && model.monetary() == 0) {
            row(table, "every segment", "", "", new SegmentProfile(0, 1, 0, 0));
            return table;
        }
        for (Segment segment : segments) {
            SegmentProfile profile = segment.profile();
            if (profile != null) {
                row(
                        table,
                        segment.name(),
                        TextTable.decimal(1, profile.frequency()),
                        TextTable.decimal(2, profile.monetary()),
                        profile);
            }
        }
        return table;
    }

    private void row(TextTable table, String name, String frequency, String monetary, SegmentProfile profile) {
        List<Object> cells = new ArrayList<>(List.of(name, frequency, monetary));
        days.forEach(day -> cells.add(TextTable.decimal(3, probability(day, profile))));
        table.row(cells.toArray());
    }

    /** Returns an array with the points of each segment. */
    ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Segment segment : segments) {
            SegmentProfile profile = segment.profile();
            if (profile != null) {
                ObjectNode curve = json.addObject()
                        .put("segment", segment.id())
                        .put("frequency", profile.frequency())
                        .put("monetary", profile.monetary());
                ArrayNode points = curve.putArray("points");
                days.forEach(day ->
                        points.addObject().put("recencyDays", day).put("probability", probability(day, profile)));
            }
        }
        return json;
    }

    private double probability(int recencyDays, SegmentProfile profile) {
        return model.probability(
                Math.log1p(recencyDays), Math.log1p(profile.frequency()), Math.log1p(Math.max(0, profile.monetary())));
    }
}
