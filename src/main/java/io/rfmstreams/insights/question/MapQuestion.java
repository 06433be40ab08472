package io.rfmstreams.insights.question;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sample of the active customers as points of a scatter plot. It is by a hash of the id, so that it stays the same. */
final class MapQuestion implements Question {

    private static final Parameter<String> SEGMENT = Parameter.text("segment", "Only customers of this segment.");

    private static final Parameter<Integer> POINTS = Parameter.integer(
                    "points",
                    "Number of points at most. The sample is by a hash of the id, so that it stays the same.",
                    1,
                    10_000)
            .or(2_000);

    private static final String ROWS = """
            SELECT "customerId", segment, "recencyDays", frequency, monetary FROM present
            WHERE frequency > 0 AND %s ORDER BY hash("customerId"), "customerId" LIMIT %d""";

    private static final String COUNT = "SELECT count(*) AS customers FROM present WHERE frequency > 0 AND ";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT, POINTS);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        int most = parameters.get(POINTS);
        String condition = Sql.isOrAny("segment", segment);
        Table sample = snapshot.ask(ROWS.formatted(condition, most));
        Optional<SegmentationModel> model = snapshot.model();
        List<double[]> locations = new ArrayList<>();
        model.ifPresent(known -> {
            for (int row = 0; row < sample.rows().size(); row++) {
                locations.add(CustomerPoints.scale(known, LookAlikesQuestion.point(sample.row(row))));
            }
        });
        Optional<PrincipalComponents> components = PrincipalComponents.of(locations);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < sample.rows().size(); row++) {
            List<@Nullable Object> cells = new ArrayList<>(sample.rows().get(row));
            double[] projected = components.isPresent() ? components.get().project(locations.get(row)) : null;
            cells.add(projected == null ? null : projected[0]);
            cells.add(projected == null ? null : projected[1]);
            rows.add(cells);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(snapshot.askOne(COUNT + condition));
        summary.put("points", rows.size());
        summary.put(
                "centroids", model.map(known -> centroids(known, components)).orElse(List.of()));
        summary.put("components", components.map(PrincipalComponents::described).orElse(null));
        List<String> columns = new ArrayList<>(sample.columns());
        columns.addAll(List.of("component1", "component2"));
        return snapshot.answer(Page.WHOLE, rows.size(), summary, new Table(columns, rows));
    }

    private static List<Map<String, @Nullable Object>> centroids(
            SegmentationModel model, Optional<PrincipalComponents> components) {
        List<Map<String, @Nullable Object>> centroids = new ArrayList<>();
        for (Segment segment : model.segments()) {
            RfmPoint scaled = segment.centroid();
            RfmPoint raw = model.features().unscale(scaled);
            double[] location = CustomerPoints.location(scaled);
            double[] projected = components.isPresent() ? components.get().project(location) : null;
            Map<String, @Nullable Object> centroid = new LinkedHashMap<>();
            centroid.put("segment", segment.id());
            centroid.put("segmentName", segment.name());
            centroid.put("rank", segment.rank());
            centroid.put("recencyDays", raw.recency());
            centroid.put("frequency", raw.frequency());
            centroid.put("monetary", raw.monetary());
            centroid.put("component1", projected == null ? null : projected[0]);
            centroid.put("component2", projected == null ? null : projected[1]);
            centroids.add(centroid);
        }
        return centroids;
    }
}
