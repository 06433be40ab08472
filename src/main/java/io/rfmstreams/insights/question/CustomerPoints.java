package io.rfmstreams.insights.question;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.DistanceMetric;
import io.rfmstreams.training.KdTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The customers of a segment as points of the active model's scaled space, and the search for the nearest of them. */
final class CustomerPoints {

    /** Ids that are numbers come in the order of the numbers. Of equally near customers, the first counts. */
    private static final String ROWS = """
            SELECT "customerId", "recencyDays", frequency, monetary::DOUBLE FROM present
            WHERE segment = ? ORDER BY length("customerId"), "customerId"
            """;

    private static final int DIMENSIONS = 3;
    private static final long BYTES_OF_A_CUSTOMER = 128;

    private final List<String> ids = new ArrayList<>();
    private final double[] scaled;
    private final double[] raw;
    private final KdTree tree;
    private final int modelVersion;

    /** A customer near another one. */
    record Neighbour(int index, double distance) {}

    private CustomerPoints(SegmentationModel model, List<String> ids, double[] raw) {
        this.ids.addAll(ids);
        this.raw = raw;
        modelVersion = model.version();
        scaled = new double[raw.length];
        for (int i = 0; i < ids.size(); i++) {
            System.arraycopy(scale(model, point(i)), 0, scaled, DIMENSIONS * i, DIMENSIONS);
        }
        tree = new KdTree(scaled);
    }

    static CustomerPoints read(Snapshot snapshot, String segment) {
        List<String> ids = new ArrayList<>();
        Coordinates coordinates = new Coordinates();
        snapshot.forEach(
                ROWS,
                row -> {
                    ids.add(row.getString(1));
                    coordinates.add(row.getDouble(2), row.getDouble(3), row.getDouble(4));
                },
                segment);
        return new CustomerPoints(snapshot.requireModel(), ids, coordinates.toArray());
    }

    int size() {
        return ids.size();
    }

    String id(int index) {
        return ids.get(index);
    }

    int modelVersion() {
        return modelVersion;
    }

    /** Returns recency in days, frequency, and monetary in the currency's main unit. */
    RfmPoint point(int index) {
        int at = DIMENSIONS * index;
        return new RfmPoint(raw[at], raw[at + 1], raw[at + 2]);
    }

    /** Returns the three scaled coordinates of a customer. */
    double[] location(int index) {
        return Arrays.copyOfRange(scaled, DIMENSIONS * index, DIMENSIONS * (index + 1));
    }

    /** Returns the customers who are nearest to a location, the nearest first. */
    List<Neighbour> nearest(double[] location, int count, DistanceMetric metric) {
        return Arrays.stream(tree.nearest(location, count, metric))
                .mapToObj(index -> new Neighbour(index, tree.distance(index, location, metric)))
                .toList();
    }

    /** Returns the mean monetary value of the customers who are nearest to a location; 0 if there are none. */
    double meanMonetary(double[] location, int count, DistanceMetric metric) {
        // A stream's sum is compensated: the same customers in another order have the same mean.
        return Arrays.stream(tree.nearest(location, count, metric))
                .mapToDouble(index -> raw[DIMENSIONS * index + 2])
                .average()
                .orElse(0);
    }

    /** Returns the indices of all customers in an order in which neighbours are near each other. */
    int[] inSpatialOrder() {
        return tree.inSpatialOrder();
    }

    /** Returns an estimate of the memory that the points take. */
    long bytes() {
        return BYTES_OF_A_CUSTOMER * size();
    }

    /** Returns the scaled coordinates of recency in days, frequency and monetary. A negative monetary value counts as 0. */
    static double[] scale(SegmentationModel model, RfmPoint raw) {
        return location(
                model.features().scale(new RfmPoint(raw.recency(), raw.frequency(), Math.max(0, raw.monetary()))));
    }

    /** Returns the three coordinates of a point. */
    static double[] location(RfmPoint point) {
        return new double[] {point.recency(), point.frequency(), point.monetary()};
    }

    /** A growing array. */
    private static final class Coordinates {

        private double[] values = new double[DIMENSIONS * 1024];
        private int size;

        void add(double recency, double frequency, double monetary) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = recency;
            values[size++] = frequency;
            values[size++] = monetary;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
