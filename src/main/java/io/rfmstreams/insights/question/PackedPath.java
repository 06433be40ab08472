package io.rfmstreams.insights.question;

import io.rfmstreams.segment.NextChange;
import java.util.List;

/**
 * A customer's path as an array: first the segment at its start and two marks, then each change, 8 bytes each. The times are
 * absolute and the path is whole, so that it stays right as time passes.
 */
final class PackedPath {

    /** Times up to the year 9999 in milliseconds take 48 bits, which leaves 15 for the segment. */
    private static final int CODE_BITS = 15;

    private static final int CODE = (1 << CODE_BITS) - 1;
    private static final long LATEST = Long.MAX_VALUE >> CODE_BITS;

    private static final long APPROXIMATE = 1L << CODE_BITS;
    private static final long TEMPORARY = 2L << CODE_BITS;

    private PackedPath() {}

    /** @param isTemporary whether the path holds only for the time at which it was computed */
    static long[] of(CustomerPath.Path path, boolean isTemporary, SegmentCodes codes) {
        List<NextChange> changes =
                path.changes().stream().filter(change -> change.at() <= LATEST).toList();
        long[] packed = new long[changes.size() + 1];
        packed[0] = codes.code(path.segment()) | (path.exact() ? 0 : APPROXIMATE) | (isTemporary ? TEMPORARY : 0);
        for (int i = 0; i < changes.size(); i++) {
            packed[i + 1] =
                    changes.get(i).at() << CODE_BITS | codes.code(changes.get(i).segment());
        }
        return packed;
    }

    static boolean isApproximate(long[] packed) {
        return (packed[0] & APPROXIMATE) != 0;
    }

    /** Returns whether the path may be another one at the next time although the customer's row is the same. */
    static boolean isToBeComputedAgain(long[] packed) {
        return (packed[0] & (APPROXIMATE | TEMPORARY)) != 0;
    }

    /** Returns the number of the segment at the start, or after a change, which are numbered from 1. */
    static int code(long[] packed, int change) {
        return (int) packed[change] & CODE;
    }

    /** Returns the time of a change, epoch milliseconds. */
    static long at(long[] packed, int change) {
        return packed[change] >> CODE_BITS;
    }
}
