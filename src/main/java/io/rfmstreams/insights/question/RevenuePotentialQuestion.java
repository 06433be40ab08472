package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.CustomerPoints.Neighbour;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.DistanceMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The customers of a segment, ranked by the mean monetary value of the customers of a better segment who are nearest to them. */
final class RevenuePotentialQuestion implements Question {

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Segment whose customers are ranked. Default: the segment with rank 2.");

    private static final Parameter<String> LIKE =
            Parameter.text("like", "Segment of the nearest customers. Default: the segment with rank 1.");

    private static final Parameter<Integer> N =
            Parameter.integer("n", "Number of nearest customers.", 1, 100).or(3);

    private static final Parameter<SortOrder> SORT = Parameter.sort("-potential", "uplift", "monetary");

    private static final List<String> COLUMNS = List.of(
            "place",
            "customerId",
            "recencyDays",
            "frequency",
            "monetary",
            "potential",
            "uplift",
            "nearest",
            "meanDistance",
            "returnProbability",
            "action");

    private final PointsCache cache;

    /** A customer, and the mean monetary value of the nearest ones. */
    private record Potential(int index, double monetary, double potential, List<Neighbour> nearest) {

        double uplift() {
            return potential - monetary;
        }

        double meanDistance() {
            return nearest.stream().mapToDouble(Neighbour::distance).average().orElse(0);
        }
    }

    RevenuePotentialQuestion(PointsCache cache) {
        this.cache = cache;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT, LIKE, LookAlikesQuestion.METRIC, N, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.segmentOr(parameters.find(SEGMENT), 2);
        String like = snapshot.segmentOr(parameters.find(LIKE), 1);
        DistanceMetric metric = parameters.get(LookAlikesQuestion.METRIC);
        int n = parameters.get(N);
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        CustomerPoints customers = cache.get(segment, snapshot);
        CustomerPoints better = cache.get(like, snapshot);
        List<Potential> ranked = IntStream.range(0, better.size() == 0 ? 0 : customers.size())
                .parallel()
                .mapToObj(index -> potential(index, customers, better, n, metric))
                .sorted(comparator(order))
                .toList();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("segment", segment);
        summary.put("like", like);
        summary.put("metric", metric.name().toLowerCase(Locale.ROOT));
        summary.put("n", n);
        summary.put("customers", ranked.size());
        summary.put(
                "potential", ranked.stream().mapToDouble(Potential::potential).sum());
        summary.put("uplift", ranked.stream().mapToDouble(Potential::uplift).sum());
        List<Potential> part = page.of(ranked);
        SegmentationModel model = snapshot.requireModel();
        String action = model.segment(segment).map(Segment::action).orElse("");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            rows.add(row(page.offset() + i + 1, part.get(i), customers, better, model, action));
        }
        return snapshot.answer(page, ranked.size(), summary, new Table(COLUMNS, rows));
    }

    private static Comparator<Potential> comparator(SortOrder order) {
        Comparator<Potential> ascending = Comparator.comparingDouble(
                switch (order.column()) {
                    case "uplift" -> Potential::uplift;
                    case "monetary" -> Potential::monetary;
                    default -> Potential::potential;
                });
        return (order.isDescending() ? ascending.reversed() : ascending).thenComparingInt(Potential::index);
    }

    private static Potential potential(
            int index, CustomerPoints customers, CustomerPoints better, int n, DistanceMetric metric) {
        List<Neighbour> nearest = better.nearest(customers.location(index), n, metric);
        double potential = nearest.stream()
                .mapToDouble(one -> better.point(one.index()).monetary())
                .average()
                .orElse(0);
        return new Potential(index, customers.point(index).monetary(), potential, nearest);
    }

    private static List<@Nullable Object> row(
            int place,
            Potential potential,
            CustomerPoints customers,
            CustomerPoints better,
            SegmentationModel model,
            String action) {
        RfmPoint point = customers.point(potential.index());
        List<@Nullable Object> row = new ArrayList<>(List.of(
                place,
                customers.id(potential.index()),
                (long) point.recency(),
                (long) point.frequency(),
                point.monetary(),
                potential.potential(),
                potential.uplift(),
                potential.nearest().stream().map(one -> better.id(one.index())).collect(Collectors.joining(" ")),
                potential.meanDistance()));
        row.add(probability(model, point));
        row.add(action);
        return row;
    }

    private static @Nullable Double probability(SegmentationModel model, RfmPoint point) {
        return model.returnModel() == null || point.frequency() == 0
                ? null
                : model.returnModel()
                        .probability(
                                Math.log1p(point.recency()),
                                Math.log1p(point.frequency()),
                                Math.log1p(Math.max(0, point.monetary())));
    }
}
