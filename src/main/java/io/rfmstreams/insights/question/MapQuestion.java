package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.CustomerRows;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final List<String> COLUMNS =
            List.of("customerId", "segment", "recencyDays", "frequency", "monetary", "component1", "component2");

    private static final CustomerOrder BY_HASH = new CustomerOrder(
            row -> Integer.toUnsignedLong(CustomerRows.hash(row.id())), Comparator.comparing(CustomerRow::id));

    /** Some of the customers, and the number of all. */
    private record Sample(List<CustomerRow> customers, long all) {}

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT, POINTS);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        int most = parameters.get(POINTS);
        Sample sample = sample(snapshot, segment, most);
        Optional<SegmentationModel> model = snapshot.model();
        List<double[]> locations = new ArrayList<>();
        model.ifPresent(known -> sample.customers()
                .forEach(row -> locations.add(
                        CustomerPoints.scale(known, snapshot.measures().point(row)))));
        Optional<PrincipalComponents> components = PrincipalComponents.of(locations);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CustomerRow row : sample.customers()) {
            List<@Nullable Object> cells = new ArrayList<>(List.of(
                    row.id(),
                    row.segment(),
                    snapshot.measures().recencyDays(row),
                    row.frequency(),
                    CustomerCells.money(row)));
            double[] projected = components.isPresent() ? components.get().project(locations.get(rows.size())) : null;
            cells.add(projected == null ? null : projected[0]);
            cells.add(projected == null ? null : projected[1]);
            rows.add(cells);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("customers", sample.all());
        summary.put("points", rows.size());
        summary.put(
                "centroids", model.map(known -> centroids(known, components)).orElse(List.of()));
        summary.put("components", components.map(PrincipalComponents::described).orElse(null));
        return snapshot.answer(Page.WHOLE, rows.size(), summary, new Table(COLUMNS, rows));
    }

    private static Sample sample(Snapshot snapshot, @Nullable String segment, int most) {
        FirstCustomers first = new FirstCustomers(most, BY_HASH);
        long[] all = new long[1];
        snapshot.customers().forEach(row -> {
            if (row.frequency() > 0 && (segment == null || row.segment().equals(segment))) {
                all[0]++;
                first.add(row);
            }
        });
        return new Sample(first.sorted(), all[0]);
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
