package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.DistanceMetric;
import io.rfmstreams.training.KdTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The customers of a segment as points of the active model's scaled space, and the search for the nearest of them. */
final class CustomerPoints {

    /** Ids that are numbers come in the order of the numbers. Of equally near customers, the first counts. */
    static final Comparator<CustomerRow> BY_ID =
            Comparator.comparingInt((CustomerRow row) -> row.id().length()).thenComparing(CustomerRow::id);

    private static final int DIMENSIONS = 3;

    private final CustomerRow[] customers;
    private final long now;
    private final double[] scaled;
    private final KdTree tree;
    private final int modelVersion;

    /** A customer near another one. */
    record Neighbour(int index, double distance) {}

    private CustomerPoints(SegmentationModel model, CustomerRow[] customers, long now) {
        this.customers = customers;
        this.now = now;
        modelVersion = model.version();
        scaled = new double[DIMENSIONS * customers.length];
        for (int i = 0; i < customers.length; i++) {
            System.arraycopy(scale(model, point(i)), 0, scaled, DIMENSIONS * i, DIMENSIONS);
        }
        tree = new KdTree(scaled);
    }

    static CustomerPoints read(Snapshot snapshot, String segment) {
        List<CustomerRow> customers = new ArrayList<>();
        snapshot.customers().forEach(row -> {
            if (row.segment().equals(segment)) {
                customers.add(row);
            }
        });
        customers.sort(BY_ID);
        return new CustomerPoints(snapshot.requireModel(), customers.toArray(CustomerRow[]::new), snapshot.now());
    }

    int size() {
        return customers.length;
    }

    String id(int index) {
        return customers[index].id();
    }

    int modelVersion() {
        return modelVersion;
    }

    /** Returns recency in days, frequency, and monetary in the currency's main unit, as of the time at which they were read. */
    RfmPoint point(int index) {
        return CustomerMeasures.point(customers[index], now);
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
                .mapToDouble(index -> Money.toDouble(customers[index].units()))
                .average()
                .orElse(0);
    }

    /** Returns the indices of all customers in an order in which neighbours are near each other. */
    int[] inSpatialOrder() {
        return tree.inSpatialOrder();
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
}
