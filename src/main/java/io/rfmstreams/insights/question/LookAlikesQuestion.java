package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.question.CustomerPoints.Neighbour;
import io.rfmstreams.training.DistanceMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a segment who are nearest to a customer in the scaled space of the active model. */
final class LookAlikesQuestion implements Question {

    static final Parameter<String> CUSTOMER_ID =
            Parameter.text("id", "The id of the customer.").required();

    static final Parameter<DistanceMetric> METRIC = Parameter.lowerCaseChoice(
                    "metric", "Distance in the scaled space of the active model.", DistanceMetric.class)
            .or("euclidean");

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Segment to search. Default: the segment of the customer.");

    private static final Parameter<Integer> N =
            Parameter.integer("n", "Number of look-alikes.", 1, 1_000).or(5);

    /** Customers who have left the segment since its points were read are left out; these take their place. */
    private static final int SPARE = 10;

    private final PointsCache cache;

    LookAlikesQuestion(PointsCache cache) {
        this.cache = cache;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CUSTOMER_ID, SEGMENT, METRIC, N, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String id = parameters.get(CUSTOMER_ID);
        String wanted = snapshot.checkSegment(parameters.find(SEGMENT));
        DistanceMetric metric = parameters.get(METRIC);
        int n = parameters.get(N);
        Page page = parameters.page();
        CustomerRow customer = snapshot.customers().find(id);
        if (customer == null) {
            throw new QuestionException(QuestionError.UNKNOWN_CUSTOMER, "the customer is unknown");
        }
        String own = customer.segment();
        String into = wanted == null ? own : wanted;
        double[] location = CustomerPoints.scale(
                snapshot.requireModel(), snapshot.measures().point(customer));
        CustomerPoints points = cache.get(into, snapshot.requireModel());
        List<Neighbour> nearest = points.nearest(location, n + SPARE + 1, metric);
        ListedCustomers rows = ListedCustomers.read(
                snapshot,
                into,
                nearest.stream().map(one -> points.id(one.index())).toList());
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Neighbour one : nearest) {
            String other = points.id(one.index());
            if (cells.size() < n && !other.equals(id) && rows.has(other)) {
                List<@Nullable Object> row = new ArrayList<>(List.of(cells.size() + 1, one.distance()));
                row.addAll(differences(location, points.location(one.index())));
                row.addAll(rows.get(other));
                cells.add(row);
            }
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("customerId", id);
        summary.put("segment", own);
        summary.put("into", into);
        summary.put("metric", metric.name().toLowerCase(Locale.ROOT));
        List<String> columns = ListedCustomers.columns(
                "place", "distance", "recencyDistance", "frequencyDistance", "monetaryDistance");
        return snapshot.answer(page, cells.size(), summary, new Table(columns, page.of(cells)));
    }

    private static List<Double> differences(double[] one, double[] other) {
        List<Double> differences = new ArrayList<>();
        for (int dimension = 0; dimension < one.length; dimension++) {
            differences.add(Math.abs(one[dimension] - other[dimension]));
        }
        return differences;
    }
}
