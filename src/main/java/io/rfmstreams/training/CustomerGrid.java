package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.training.CellTable.Cell;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;

/**
 * A grid of at most {@value #MAX_CELLS} weighted cells that holds all customers in transformed space, with the exact
 * moments of each feature. If the customers have at most that many distinct RFM values, each cell holds one of them and the
 * grid is exact.
 */
final class CustomerGrid {

    static final int MAX_CELLS = 32_768;

    private final int level;
    private final List<Cell> cells;
    private final List<Moments> moments;

    private CustomerGrid(int level, List<Cell> cells, List<Moments> moments) {
        this.level = level;
        this.cells = cells;
        this.moments = moments;
    }

    /** Puts at least one customer on a grid. */
    static CustomerGrid of(TransformedCustomers customers) {
        int level = InitialLevel.level(customers, MAX_CELLS);
        List<PartialGrid> parts =
                ParallelRanges.map(customers.size(), range -> new PartialGrid(customers, level).add(range));
        PartialGrid whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::addAll);
        return new CustomerGrid(whole.table.level(), whole.table.cells(), whole.moments);
    }

    /** Returns whether each cell holds customers with equal RFM. */
    boolean isExact() {
        return level == CellKey.EXACT;
    }

    /** Returns the number of cells. */
    int cells() {
        return cells.size();
    }

    /**
     * Returns the moments of a transformed feature.
     *
     * @param axis 0 is recency, 1 is frequency, 2 is monetary
     */
    Moments moments(int axis) {
        return moments.get(axis);
    }

    /** Returns the means of the cells in scaled space, weighted by their number of customers. */
    Points points(FeatureSpace space) {
        double[] coordinates = new double[cells.size() * Points.DIMENSIONS];
        double[] weights = new double[cells.size()];
        int next = 0;
        for (int i = 0; i < weights.length; i++) {
            Cell cell = cells.get(i);
            double count = cell.count();
            weights[i] = count;
            coordinates[next++] = space.recency().scaleTransformed(cell.recency() / count);
            coordinates[next++] = space.frequency().scaleTransformed(cell.frequency() / count);
            coordinates[next++] = space.monetary().scaleTransformed(cell.monetary() / count);
        }
        return Points.weighted(coordinates, weights);
    }

    /** The grid of a range of the customers. */
    private static final class PartialGrid {

        private final TransformedCustomers customers;
        private final CellTable table;
        private final List<Moments> moments;

        PartialGrid(TransformedCustomers customers, int level) {
            this.customers = customers;
            this.table = new CellTable(MAX_CELLS, level);
            this.moments = List.of(
                    new Moments(customers.recency(0)),
                    new Moments(customers.frequency(0)),
                    new Moments(customers.monetary(0)));
        }

        PartialGrid add(Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                double recency = customers.recency(i);
                double frequency = customers.frequency(i);
                double monetary = customers.monetary(i);
                moments.get(0).add(recency);
                moments.get(1).add(frequency);
                moments.get(2).add(monetary);
                add(customers.customers(), i, recency, frequency, monetary);
            }
            return this;
        }

        private void add(Customers raw, int i, double recency, double frequency, double monetary) {
            if (table.level() == CellKey.EXACT) {
                CellKey key = CellKey.exact(raw.recencyDays(i), raw.frequency(i), raw.monetaryUnits(i));
                table.add(key.first(), key.second(), 1, recency, frequency, monetary);
            } else {
                table.add(customers.bins(i) >>> table.level(), 0, 1, recency, frequency, monetary);
            }
        }

        void addAll(PartialGrid other) {
            table.addAll(other.table);
            for (int axis = 0; axis < moments.size(); axis++) {
                moments.get(axis).add(other.moments.get(axis));
            }
        }
    }
}
