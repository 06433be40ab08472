package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.question.CustomerPoints.Neighbour;
import io.rfmstreams.training.DistanceMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a segment who are nearest to the best customers of another segment, each once. */
final class AudienceQuestion implements Question {

    private static final Parameter<String> INTO =
            Parameter.text("into", "Segment to search.").required();

    private static final Parameter<Integer> TOP = Parameter.integer(
                    "top", "Number of customers of this segment with the highest monetary value.", 1, 10_000)
            .or(100);

    private static final Parameter<Integer> N = Parameter.integer("n", "Number of look-alikes of each of them.", 1, 100)
            .or(5);

    private static final CustomerOrder BY_MONETARY =
            new CustomerOrder(row -> CustomerOrder.descending(row.units()), CustomerPoints.BY_ID);

    private final PointsCache cache;

    /** A look-alike: the nearest of the best customers, its distance, and the number of those whose neighbour it is. */
    private record Match(int index, double distance, String like, int matches) {

        Match and(Match other) {
            Match nearer = distance <= other.distance ? this : other;
            return new Match(index, nearer.distance, nearer.like, matches + other.matches);
        }
    }

    AudienceQuestion(PointsCache cache) {
        this.cache = cache;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(
                SegmentProfileQuestion.SEGMENT, INTO, TOP, LookAlikesQuestion.METRIC, N, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SegmentProfileQuestion.SEGMENT));
        String into = snapshot.requireSegment(parameters.get(INTO));
        int top = parameters.get(TOP);
        DistanceMetric metric = parameters.get(LookAlikesQuestion.METRIC);
        int n = parameters.get(N);
        Page page = parameters.page();
        CustomerPoints points = cache.get(into, snapshot.requireModel());
        List<Match> matches = matches(snapshot, best(snapshot, segment, top), points, n, metric);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("segment", segment);
        summary.put("into", into);
        summary.put("metric", metric.name().toLowerCase(Locale.ROOT));
        summary.put("top", top);
        summary.put("n", n);
        summary.put("customers", matches.size());
        summary.put(
                "revenue",
                matches.stream()
                        .mapToDouble(match -> points.point(match.index()).monetary())
                        .sum());
        return snapshot.answer(page, matches.size(), summary, rows(snapshot, into, points, matches, page));
    }

    private static List<CustomerRow> best(Snapshot snapshot, String segment, int top) {
        FirstCustomers best = new FirstCustomers(top, BY_MONETARY);
        snapshot.customers().forEach(row -> {
            if (row.segment().equals(segment)) {
                best.add(row);
            }
        });
        return best.sorted();
    }

    /** Returns the look-alikes of all best customers, the nearest first. */
    private static List<Match> matches(
            Snapshot snapshot, List<CustomerRow> best, CustomerPoints points, int n, DistanceMetric metric) {
        Map<Integer, Match> matches = new HashMap<>();
        for (CustomerRow customer : best) {
            double[] location = CustomerPoints.scale(
                    snapshot.requireModel(), snapshot.measures().point(customer));
            points.nearest(location, n + 1, metric).stream()
                    .filter(one -> !points.id(one.index()).equals(customer.id()))
                    .limit(n)
                    .forEach(one -> matches.merge(one.index(), match(one, customer.id()), Match::and));
        }
        return matches.values().stream()
                .sorted(Comparator.comparingDouble(Match::distance).thenComparingInt(Match::index))
                .toList();
    }

    private static Match match(Neighbour one, String like) {
        return new Match(one.index(), one.distance(), like, 1);
    }

    private static Table rows(Snapshot snapshot, String into, CustomerPoints points, List<Match> matches, Page page) {
        List<Match> part = page.of(matches);
        ListedCustomers customers = ListedCustomers.read(
                snapshot,
                into,
                part.stream().map(match -> points.id(match.index())).toList());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            Match match = part.get(i);
            String id = points.id(match.index());
            if (customers.has(id)) {
                List<@Nullable Object> row = new ArrayList<>(
                        List.of(page.offset() + i + 1, match.distance(), match.like(), match.matches()));
                row.addAll(customers.get(id));
                rows.add(row);
            }
        }
        return new Table(ListedCustomers.columns("place", "distance", "likeCustomerId", "matches"), rows);
    }
}
