package io.rfmstreams.training;

import java.util.Arrays;

/**
 * Computes the initial level of a {@link CellTable} from a part of the customers. All customers together need at least the
 * level that a part of them needs. Without it, coarsening the table level by level would take most of the time of filling
 * it.
 */
final class InitialLevel {

    private static final int CUSTOMERS = 131_072;
    private static final int BITS = 63;

    private InitialLevel() {}

    /**
     * Returns a level that is not above the lowest one at which all customers fit.
     *
     * @param maxCells maximum number of cells
     */
    static int level(TransformedCustomers customers, int maxCells) {
        if (customers.size() <= maxCells) {
            return CellKey.EXACT;
        }
        int size = Math.min(CUSTOMERS, customers.size());
        long[] bins = new long[size];
        for (int i = 0; i < size; i++) {
            bins[i] = customers.bins(i);
        }
        Arrays.sort(bins);
        // Two neighbours in sorted order share a cell from the level above the highest bit in which they differ.
        int[] joined = new int[BITS + 1];
        for (int i = 1; i < size; i++) {
            joined[Long.SIZE - Long.numberOfLeadingZeros(bins[i] ^ bins[i - 1])]++;
        }
        int level = 0;
        int cells = size - joined[0];
        if (cells <= maxCells) {
            return CellKey.EXACT;
        }
        while (cells > maxCells) {
            level++;
            cells -= joined[level];
        }
        return level;
    }
}
