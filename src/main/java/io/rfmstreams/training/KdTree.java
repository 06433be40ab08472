package io.rfmstreams.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the nearest points in three dimensions (Bentley, "Multidimensional binary search trees used for associative
 * searching", 1975; with a bounding box per node). Of points at the same distance, those with the lower indices are nearer.
 * The result is the same as that of a scan of all points.
 */
final class KdTree {

    private static final int DIMENSIONS = 3;
    private static final int LEAF_SIZE = 16;
    private static final int ROOT = 1;

    private final double[] coordinates;
    private final int[] order;
    private final double[] low;
    private final double[] high;
    private final int[] lowestIndex;

    /** @param coordinates three per point; the array is not copied */
    KdTree(double[] coordinates) {
        this.coordinates = coordinates;
        order = IntStream.range(0, coordinates.length / DIMENSIONS).toArray();
        int nodes = 2 * Integer.highestOneBit(Math.max(1, 2 * (order.length / LEAF_SIZE))) + 2;
        low = new double[nodes * DIMENSIONS];
        high = new double[nodes * DIMENSIONS];
        lowestIndex = new int[nodes];
        build(ROOT, 0, order.length);
    }

    int size() {
        return order.length;
    }

    /** Returns the nearest points to a location, the nearest first; all if there are not so many. */
    int[] nearest(double[] location, int count) {
        NearestPoints nearest = new NearestPoints(Math.min(count, order.length));
        if (order.length > 0 && count > 0) {
            search(ROOT, 0, order.length, location, nearest);
        }
        return nearest.indices();
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

    private void search(int node, int from, int to, double[] location, NearestPoints nearest) {
        if (to - from <= LEAF_SIZE) {
            for (int i = from; i < to; i++) {
                nearest.offer(order[i], squaredDistance(order[i], location));
            }
            return;
        }
        int middle = (from + to) >>> 1;
        int left = 2 * node;
        int right = left + 1;
        double toLeft = squaredDistanceToBox(left, location);
        double toRight = squaredDistanceToBox(right, location);
        boolean isLeftFirst = toLeft < toRight || (toLeft == toRight && lowestIndex[left] < lowestIndex[right]);
        if (isLeftFirst && nearest.admits(lowestIndex[left], toLeft)) {
            search(left, from, middle, location, nearest);
        }
        if (nearest.admits(lowestIndex[right], toRight)) {
            search(right, middle, to, location, nearest);
        }
        if (!isLeftFirst && nearest.admits(lowestIndex[left], toLeft)) {
            search(left, from, middle, location, nearest);
        }
    }

    private double squaredDistance(int point, double[] location) {
        double sum = 0;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            double difference = coordinates[point * DIMENSIONS + dimension] - location[dimension];
            sum += difference * difference;
        }
        return sum;
    }

    /** Each operation is monotone under rounding, so that no point in the box has a lower squared distance. */
    private double squaredDistanceToBox(int node, double[] location) {
        double sum = 0;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            int at = node * DIMENSIONS + dimension;
            double outside = Math.max(0, Math.max(low[at] - location[dimension], location[dimension] - high[at]));
            sum += outside * outside;
        }
        return sum;
    }
}
