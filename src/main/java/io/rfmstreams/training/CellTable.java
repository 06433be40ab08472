package io.rfmstreams.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A hash table of grid cells, each with the number of its customers and the sums of their coordinates.
 *
 * <p>When the table has more cells than the maximum, all cells are coarsened to the next level. The final level is
 * therefore the lowest one at which all customers fit, if the initial level was not higher. It depends neither on the order
 * of the customers nor on how they were divided among tables.
 */
final class CellTable {

    private static final int AXES = Points.DIMENSIONS;

    private final int cap;
    private int level;
    private int size;
    private final int mask;
    private long[] firsts;
    private long[] seconds;
    private long[] counts;
    private double[] sums;

    /**
     * @param cap maximum number of cells
     * @param level initial level, see {@link CellKey}
     */
    CellTable(int cap, int level) {
        this.cap = cap;
        this.level = level;
        int capacity = Integer.highestOneBit(cap) * 2;
        this.mask = capacity - 1;
        clear();
    }

    /**
     * A cell. Recency, frequency and monetary are sums over its customers.
     *
     * @param count number of customers
     */
    record Cell(CellKey key, long count, double recency, double frequency, double monetary) {}

    int level() {
        return level;
    }

    int size() {
        return size;
    }

    /** Returns the cells, ordered by key. */
    List<Cell> cells() {
        return IntStream.range(0, counts.length)
                .filter(slot -> counts[slot] > 0)
                .mapToObj(this::cell)
                .sorted(Comparator.<Cell>comparingLong(cell -> cell.key().first())
                        .thenComparingLong(cell -> cell.key().second()))
                .toList();
    }

    /** Adds customers to the cell with a key of the present level. */
    void add(long first, long second, long count, double recency, double frequency, double monetary) {
        int slot = slot(first, second);
        if (counts[slot] == 0) {
            firsts[slot] = first;
            seconds[slot] = second;
            size++;
        }
        counts[slot] += count;
        int at = slot * AXES;
        sums[at] += recency;
        sums[at + 1] += frequency;
        sums[at + 2] += monetary;
        while (size > cap) {
            coarsenTo(level + 1);
        }
    }

    /** Adds all cells of another table. Both are coarsened to the higher of their levels. */
    void addAll(CellTable other) {
        if (other.level > level) {
            coarsenTo(other.level);
        }
        addSlots(other.level, other.firsts, other.seconds, other.counts, other.sums);
    }

    /** Adds a cell of a level that is not above the present one. */
    void add(Cell cell, int cellLevel) {
        CellKey key = cellLevel == level ? cell.key() : cell.key().coarser(cellLevel, level);
        add(key.first(), key.second(), cell.count(), cell.recency(), cell.frequency(), cell.monetary());
    }

    private void coarsenTo(int coarserLevel) {
        int levelBefore = level;
        long[] firstsBefore = firsts;
        long[] secondsBefore = seconds;
        long[] countsBefore = counts;
        double[] sumsBefore = sums;
        level = coarserLevel;
        clear();
        addSlots(levelBefore, firstsBefore, secondsBefore, countsBefore, sumsBefore);
    }

    private void addSlots(int fromLevel, long[] fromFirsts, long[] fromSeconds, long[] fromCounts, double[] fromSums) {
        for (int slot = 0; slot < fromCounts.length; slot++) {
            if (fromCounts[slot] > 0) {
                int at = slot * AXES;
                CellKey key = new CellKey(fromFirsts[slot], fromSeconds[slot]);
                add(new Cell(key, fromCounts[slot], fromSums[at], fromSums[at + 1], fromSums[at + 2]), fromLevel);
            }
        }
    }

    private void clear() {
        size = 0;
        firsts = new long[mask + 1];
        seconds = new long[mask + 1];
        counts = new long[mask + 1];
        sums = new double[(mask + 1) * AXES];
    }

    private Cell cell(int slot) {
        int at = slot * AXES;
        return new Cell(new CellKey(firsts[slot], seconds[slot]), counts[slot], sums[at], sums[at + 1], sums[at + 2]);
    }

    private int slot(long first, long second) {
        long mixed = ((first * 0x9e3779b97f4a7c15L) ^ second) * 0xff51afd7ed558ccdL;
        int slot = (int) (mixed >>> 40) & mask;
        while (counts[slot] != 0 && (firsts[slot] != first || seconds[slot] != second)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
