package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;

/**
 * The key of a grid cell.
 *
 * <p>At level {@link #EXACT} a cell holds customers with equal RFM. The first word has recency and frequency, the second
 * word has monetary.
 *
 * <p>At level 0 and above a cell holds customers with equal bins of log1p of the three features. The first word has the
 * bits of the three bins interleaved (Morton 1966); the second word is 0. A bin of level 0 is 2⁻⁸ wide. Each further level
 * drops the lowest bit of the key, which doubles the width of the bins on one axis.
 */
record CellKey(long first, long second) {

    static final int EXACT = -1;

    private static final double BINS_PER_UNIT = 256;

    static CellKey exact(int recencyDays, int frequency, long monetaryUnits) {
        return new CellKey(((long) recencyDays << 32) | frequency, monetaryUnits);
    }

    /** Returns the first word of a key of level 0. The arguments are log1p of each feature. */
    static long bins(double recency, double frequency, double monetary) {
        return (spread(bin(monetary)) << 2) | (spread(bin(frequency)) << 1) | spread(bin(recency));
    }

    /** Converts a key of one level to a key of a higher level. */
    CellKey coarser(int level, int coarserLevel) {
        if (level == EXACT) {
            double recency = Math.log1p((int) (first >>> 32));
            double frequency = Math.log1p((int) first);
            double monetary = Math.log1p(new Money(second).toDouble());
            return new CellKey(bins(recency, frequency, monetary) >>> coarserLevel, 0);
        }
        return new CellKey(first >>> (coarserLevel - level), 0);
    }

    private static long bin(double log) {
        return (long) (log * BINS_PER_UNIT);
    }

    /** Moves the lowest 21 bits of a number to every third bit. */
    private static long spread(long bits) {
        long spread = bits & 0x1fffffL;
        spread = (spread | (spread << 32)) & 0x1f00000000ffffL;
        spread = (spread | (spread << 16)) & 0x1f0000ff0000ffL;
        spread = (spread | (spread << 8)) & 0x100f00f00f00f00fL;
        spread = (spread | (spread << 4)) & 0x10c30c30c30c30c3L;
        return (spread | (spread << 2)) & 0x1249249249249249L;
    }
}
