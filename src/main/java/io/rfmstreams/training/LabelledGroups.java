package io.rfmstreams.training;

import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of near customers that have the same labels under several clusterings. A group has the number, the mean and the
 * variance of its customers in scaled space. The groups are as fine as possible with at most {@value #MAX_GROUPS} groups.
 * They do not depend on how the customers were divided among threads.
 */
final class LabelledGroups {

    static final int MAX_GROUPS = 12_288;

    private static final int MAX_LEVEL = Long.SIZE - 1;
    private static final int DIMENSIONS = Points.DIMENSIONS;

    private final ScaledCustomers customers;
    private final PackedLabels labels;
    private Map<CellKey, Group> groups = new HashMap<>();
    private int level;

    private LabelledGroups(ScaledCustomers customers, PackedLabels labels, int level) {
        this.customers = customers;
        this.labels = labels;
        this.level = level;
    }

    /** The customers of a cell that have the same combination of labels. */
    static final class Group {

        private final double[] sums = new double[DIMENSIONS];
        private final double[] squares = new double[DIMENSIONS];
        private long customers;

        long customers() {
            return customers;
        }

        double mean(int axis) {
            return sums[axis] / customers;
        }

        double variance(int axis) {
            return Math.max(0, squares[axis] / customers - mean(axis) * mean(axis));
        }

        private void add(int axis, double coordinate) {
            sums[axis] += coordinate;
            squares[axis] += coordinate * coordinate;
        }

        private void add(Group other) {
            customers += other.customers;
            for (int axis = 0; axis < DIMENSIONS; axis++) {
                sums[axis] += other.sums[axis];
                squares[axis] += other.squares[axis];
            }
        }
    }

    static LabelledGroups of(ScaledCustomers customers, PackedLabels labels) {
        int level = Math.max(0, customers.initialLevel(MAX_GROUPS));
        List<LabelledGroups> parts = ParallelRanges.map(customers.size(), range -> {
            LabelledGroups part = new LabelledGroups(customers, labels, level);
            part.add(range);
            return part;
        });
        LabelledGroups whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::addAll);
        return whole;
    }

    /** Returns the keys of all groups, ordered by labels, then along the space-filling curve of the cells. */
    CellKey[] keys() {
        CellKey[] keys = groups.keySet().toArray(CellKey[]::new);
        Arrays.sort(keys, Comparator.comparingLong(CellKey::second).thenComparingLong(CellKey::first));
        return keys;
    }

    Group group(CellKey key) {
        Group group = groups.get(key);
        if (group == null) {
            throw new IllegalArgumentException("no group " + key);
        }
        return group;
    }

    /** Returns the key of a customer's group; its second word is the customer's labels. */
    CellKey key(int customer) {
        return new CellKey(
                customers.bins(customer) >>> level,
                labels.of(customers.recency(customer), customers.frequency(customer), customers.monetary(customer)));
    }

    private void add(Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            Group group = groups.computeIfAbsent(key(i), key -> new Group());
            group.customers++;
            group.add(0, customers.recency(i));
            group.add(1, customers.frequency(i));
            group.add(2, customers.monetary(i));
            coarsenWhileTooMany();
        }
    }

    private void addAll(LabelledGroups other) {
        coarsenTo(Math.max(level, other.level));
        other.coarsenTo(level);
        for (CellKey key : other.keys()) {
            groups.computeIfAbsent(key, it -> new Group()).add(other.group(key));
        }
        coarsenWhileTooMany();
    }

    private void coarsenWhileTooMany() {
        while (groups.size() > MAX_GROUPS && level < MAX_LEVEL) {
            coarsenTo(level + 1);
        }
    }

    private void coarsenTo(int coarserLevel) {
        int levels = coarserLevel - level;
        if (levels == 0) {
            return;
        }
        CellKey[] finer = keys();
        Map<CellKey, Group> finerGroups = groups;
        groups = new HashMap<>();
        level = coarserLevel;
        for (CellKey key : finer) {
            Group group = finerGroups.get(key);
            if (group != null) {
                groups.computeIfAbsent(new CellKey(key.first() >>> levels, key.second()), it -> new Group())
                        .add(group);
            }
        }
    }
}
