package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.CustomerPoints.Neighbour;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.DistanceMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
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

    private static final long MAX_BYTES = 64L << 20;
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
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

    private final PointsCache points;
    private final Kept<Ranking, Potentials> kept;

    /** What a ranking depends on. */
    private record Ranking(int modelVersion, String segment, String like, int neighbours, DistanceMetric metric) {}

    /** @param background ranks customers again */
    RevenuePotentialQuestion(PointsCache points, Executor background) {
        this.points = points;
        kept = new Kept<>(MAX_BYTES, Potentials::bytes, MAX_AGE, background, System::nanoTime);
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
        SegmentationModel model = snapshot.requireModel();
        Ranking ranking = new Ranking(model.version(), segment, like, n, metric);
        Potentials potentials =
                kept.get(ranking, () -> new Potentials(points.get(segment, model), points.get(like, model), n, metric));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("segment", segment);
        summary.put("like", like);
        summary.put("metric", metric.name().toLowerCase(Locale.ROOT));
        summary.put("n", n);
        summary.put("customers", potentials.size());
        summary.put("potential", potentials.total());
        summary.put("uplift", potentials.totalUplift());
        List<Integer> part = page.of(potentials.first(
                (int) Math.min(Integer.MAX_VALUE, (long) page.offset() + page.limit()), comparator(order, potentials)));
        String action = model.segment(segment).map(Segment::action).orElse("");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            rows.add(row(page.offset() + i + 1, part.get(i), potentials, model, action));
        }
        return snapshot.answer(page, potentials.size(), summary, new Table(COLUMNS, rows));
    }

    private static Comparator<Integer> comparator(SortOrder order, Potentials potentials) {
        Comparator<Integer> ascending = Comparator.comparingDouble(
                switch (order.column()) {
                    case "uplift" -> potentials::uplift;
                    case "monetary" -> potentials::monetary;
                    default -> potentials::potential;
                });
        return (order.isDescending() ? ascending.reversed() : ascending).thenComparing(Comparator.naturalOrder());
    }

    private static List<@Nullable Object> row(
            int place, int index, Potentials potentials, SegmentationModel model, String action) {
        RfmPoint point = potentials.customers().point(index);
        List<Neighbour> nearest = potentials.nearest(index);
        List<@Nullable Object> row = new ArrayList<>(List.of(
                place,
                potentials.customers().id(index),
                (long) point.recency(),
                (long) point.frequency(),
                point.monetary(),
                potentials.potential(index),
                potentials.uplift(index),
                nearest.stream().map(one -> potentials.better().id(one.index())).collect(Collectors.joining(" ")),
                nearest.stream().mapToDouble(Neighbour::distance).average().orElse(0)));
        row.add(model.returnProbability(
                new RfmPoint(point.recency(), point.frequency(), Math.max(0, point.monetary()))));
        row.add(action);
        return row;
    }
}
