package io.rfmstreams.training;

import java.util.Arrays;

/**
 * The level that some of the customers need, to begin with: all of them need at least that, and coarsening a table level by
 * level while it is filled costs more than everything else.
 */
final class InitialLevel {

    private static final int CUSTOMERS = 131_072;
    private static final int BITS = 63;

    private InitialLevel() {}

    /** The least level at which the first customers fit into so many cells. */
    static int level(TransformedCustomers customers, int mostCells) {
        if (customers.size() <= mostCells) {
            return CellKey.EXACT;
        }
        int size = Math.min(CUSTOMERS, customers.size());
        long[] bins = new long[size];
        for (int i = 0; i < size; i++) {
            bins[i] = customers.bins(i);
        }
        Arrays.sort(bins);
        // Two neighbours become one cell at the level above the highest bit in which they differ.
        int[] joined = new int[BITS + 1];
        for (int i = 1; i < size; i++) {
            joined[Long.SIZE - Long.numberOfLeadingZeros(bins[i] ^ bins[i - 1])]++;
        }
        int level = 0;
        int cells = size - joined[0];
        if (cells <= mostCells) {
            return CellKey.EXACT;
        }
        while (cells > mostCells) {
            level++;
            cells -= joined[level];
        }
        return level;
    }
}
