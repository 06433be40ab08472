package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;

/**
 * What customers of one cell of the summary have in common. At level {@link #EXACT} that is the whole RFM: days and orders
 * in the first word, money in the second. At level 0 and above it is the bins of log1p of the three features, their bits
 * interleaved in the first word (Morton 1966). The bins of level 0 are 2⁻⁸ wide; each level drops the lowest bit, which
 * doubles the width on one axis in turn.
 */
record CellKey(long first, long second) {

    static final int EXACT = -1;

    private static final double BINS_PER_UNIT = 256;

    static CellKey exact(int recencyDays, int frequency, long monetaryUnits) {
        return new CellKey(((long) recencyDays << 32) | frequency, monetaryUnits);
    }

    /** The first word at level 0, from log1p of each feature. */
    static long bins(double recency, double frequency, double monetary) {
        return (spread(bin(monetary)) << 2) | (spread(bin(frequency)) << 1) | spread(bin(recency));
    }

    /** The key at a higher level. */
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

    /** Puts the lowest 21 bits three places apart. */
    private static long spread(long bits) {
        long spread = bits & 0x1fffffL;
        spread = (spread | (spread << 32)) & 0x1f00000000ffffL;
        spread = (spread | (spread << 16)) & 0x1f0000ff0000ffL;
        spread = (spread | (spread << 8)) & 0x100f00f00f00f00fL;
        spread = (spread | (spread << 4)) & 0x10c30c30c30c30c3L;
        return (spread | (spread << 2)) & 0x1249249249249249L;
    }
}
