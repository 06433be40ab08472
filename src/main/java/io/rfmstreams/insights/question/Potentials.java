package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.CustomerPoints.Neighbour;
import io.rfmstreams.training.DistanceMetric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The customers of a segment and the potential of each: the mean monetary value of the nearest customers of a better segment. */
final class Potentials {

    private final CustomerPoints customers;
    private final CustomerPoints better;
    private final int neighbours;
    private final DistanceMetric metric;
    private final double[] potentials;

    /** @param neighbours how many of the nearest customers count */
    Potentials(CustomerPoints customers, CustomerPoints better, int neighbours, DistanceMetric metric) {
        this.customers = customers;
        this.better = better;
        this.neighbours = neighbours;
        this.metric = metric;
        potentials = new double[better.size() == 0 ? 0 : customers.size()];
        // Customers who are near each other search the same part of the tree, which is then in the cache of the CPU.
        int[] order = customers.inSpatialOrder();
        IntStream.range(0, potentials.length)
                .parallel()
                .forEach(place -> potentials[order[place]] =
                        better.meanMonetary(customers.location(order[place]), neighbours, metric));
    }

    int size() {
        return potentials.length;
    }

    CustomerPoints customers() {
        return customers;
    }

    CustomerPoints better() {
        return better;
    }

    double potential(int index) {
        return potentials[index];
    }

    double monetary(int index) {
        return customers.point(index).monetary();
    }

    double uplift(int index) {
        return potentials[index] - monetary(index);
    }

    /** Returns the customers whose mean is the potential, the nearest first. */
    List<Neighbour> nearest(int index) {
        return better.nearest(customers.location(index), neighbours, metric);
    }

    double total() {
        return Arrays.stream(potentials).sum();
    }

    double totalUplift() {
        return IntStream.range(0, size()).mapToDouble(this::uplift).sum();
    }

    /** Returns the indices of the first customers in an order, without sorting all of them. */
    List<Integer> first(int count, Comparator<Integer> order) {
        PriorityQueue<Integer> first = new PriorityQueue<>(order.reversed());
        for (int index = 0; index < size(); index++) {
            if (first.size() < count) {
                first.add(index);
            } else if (count > 0 && order.compare(index, first.element()) < 0) {
                first.remove();
                first.add(index);
            }
        }
        return first.stream().sorted(order).toList();
    }

    long bytes() {
        return (long) Double.BYTES * size();
    }
}
