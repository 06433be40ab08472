package io.rfmstreams.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the nearest points in three dimensions by any {@link DistanceMetric} (Bentley, "Multidimensional binary search trees used for associative
 * searching", 1975; with a bounding box per node). Of points at the same distance, those with the lower indices are nearer.
 * The result is the same as that of a scan of all points.
 */
public final class KdTree {

    private static final int DIMENSIONS = 3;
    private static final int LEAF_SIZE = 16;
    private static final int ROOT = 1;

    private final double[] coordinates;
    private final int[] order;
    private final double[] low;
    private final double[] high;
    private final int[] lowestIndex;

    /** @param coordinates three per point; the array is not copied */
    public KdTree(double[] coordinates) {
        this.coordinates = coordinates;
        order = IntStream.range(0, coordinates.length / DIMENSIONS).toArray();
        int nodes = 2 * Integer.highestOneBit(Math.max(1, 2 * (order.length / LEAF_SIZE))) + 2;
        low = new double[nodes * DIMENSIONS];
        high = new double[nodes * DIMENSIONS];
        lowestIndex = new int[nodes];
        build(ROOT, 0, order.length);
    }

    public int size() {
        return order.length;
    }

    /**
     * Returns the indices of the nearest points to a location, the nearest first; all if there are not so many.
     *
     * @param location three coordinates
     */
    public int[] nearest(double[] location, int count, DistanceMetric metric) {
        NearestPoints nearest = new NearestPoints(Math.min(count, order.length));
        if (order.length > 0 && count > 0) {
            new Search(location, metric, nearest).search(ROOT, 0, order.length);
        }
        return nearest.indices();
    }

    /** Returns the indices of all points, those of each part of the space one after the other. */
    public int[] inSpatialOrder() {
        return order.clone();
    }

    /** Returns the distance of a point to a location. */
    public double distance(int point, double[] location, DistanceMetric metric) {
        return metric.distance(compared(point, location, metric));
    }

    private void build(int node, int from, int to) {
        int widest = bound(node, from, to);
        if (to - from > LEAF_SIZE) {
            int middle = (from + to) >>> 1;
            select(from, to - 1, middle, widest);
            build(2 * node, from, middle);
            build(2 * node + 1, middle, to);
        }
    }

    /** Computes the bounding box and the lowest index of a node and returns the dimension in which the box is widest. */
    private int bound(int node, int from, int to) {
        lowestIndex[node] = Arrays.stream(order, from, to).min().orElse(Integer.MAX_VALUE);
        int widest = 0;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            int at = node * DIMENSIONS + dimension;
            low[at] = Double.POSITIVE_INFINITY;
            high[at] = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double coordinate = coordinates[order[i] * DIMENSIONS + dimension];
                low[at] = Math.min(low[at], coordinate);
                high[at] = Math.max(high[at], coordinate);
            }
            int widestAt = node * DIMENSIONS + widest;
            if (high[at] - low[at] > high[widestAt] - low[widestAt]) {
                widest = dimension;
            }
        }
        return widest;
    }

    /** Partitions a range so that the points before {@code middle} come before the others by coordinate, then by index. */
    private void select(int first, int last, int middle, int dimension) {
        int from = first;
        int to = last;
        while (from < to) {
            int pivot = order[(from + to) >>> 1];
            int i = from;
            int j = to;
            while (i <= j) {
                while (compare(order[i], pivot, dimension) < 0) {
                    i++;
                }
                while (compare(order[j], pivot, dimension) > 0) {
                    j--;
                }
                if (i <= j) {
                    int swapped = order[i];
                    order[i++] = order[j];
                    order[j--] = swapped;
                }
            }
            if (middle <= j) {
                to = j;
            } else if (middle >= i) {
                from = i;
            } else {
                return;
            }
        }
    }

    private int compare(int a, int b, int dimension) {
        int compared = Double.compare(coordinates[a * DIMENSIONS + dimension], coordinates[b * DIMENSIONS + dimension]);
        return compared != 0 ? compared : Integer.compare(a, b);
    }

    private double compared(int point, double[] location, DistanceMetric metric) {
        int at = point * DIMENSIONS;
        return metric.compared(
                coordinates[at] - location[0], coordinates[at + 1] - location[1], coordinates[at + 2] - location[2]);
    }

    /** One search. */
    private final class Search {

        private final double[] location;
        private final DistanceMetric metric;
        private final NearestPoints nearest;

        Search(double[] location, DistanceMetric metric, NearestPoints nearest) {
            this.location = location;
            this.metric = metric;
            this.nearest = nearest;
        }

        void search(int node, int from, int to) {
            if (to - from <= LEAF_SIZE) {
                for (int i = from; i < to; i++) {
                    nearest.offer(order[i], compared(order[i], location, metric));
                }
                return;
            }
            int middle = (from + to) >>> 1;
            int left = 2 * node;
            int right = left + 1;
            double toLeft = toBox(left);
            double toRight = toBox(right);
            boolean isLeftFirst = toLeft < toRight || (toLeft == toRight && lowestIndex[left] < lowestIndex[right]);
            if (isLeftFirst && nearest.admits(lowestIndex[left], toLeft)) {
                search(left, from, middle);
            }
            if (nearest.admits(lowestIndex[right], toRight)) {
                search(right, middle, to);
            }
            if (!isLeftFirst && nearest.admits(lowestIndex[left], toLeft)) {
                search(left, from, middle);
            }
        }

        /** Each operation is monotone under rounding, so that no point in the box is nearer. */
        private double toBox(int node) {
            int at = node * DIMENSIONS;
            return metric.compared(outside(at, 0), outside(at, 1), outside(at, 2));
        }

        private double outside(int at, int dimension) {
            double coordinate = location[dimension];
            return Math.max(0, Math.max(low[at + dimension] - coordinate, coordinate - high[at + dimension]));
        }
    }
}
