package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records are replayed and where the ticks stand between them. A date before 1970 or in the future is not believed: its
 * record is sent, but ticks neither start nor end with it, so that one wrong date does not call for a million of them.
 *
 * @param records by time, all that is to be sent
 * @param firstMidnight the first tick, if there is one before the end
 * @param end the last tick, sent after all records; null if no date is believable and no end was asked for
 */
record ReplayPlan(
        List<SourceRecord> records,
        long firstMidnight,
        @Nullable Long end) {

    static final long DAY_MILLIS = 86_400_000L;

    /**
     * Plans a replay.
     *
     * @param endAt see {@link ReplayOptions}
     * @param latestDate the latest valid date, epoch milliseconds
     */
    static ReplayPlan of(List<SourceRecord> records, @Nullable Long endAt, long latestDate) {
        int sent = endAt == null ? records.size() : firstAfter(records, endAt);
        int first = firstAfter(records, DateLimits.EARLIEST - 1);
        int last = firstAfter(records, endAt == null ? latestDate : Math.min(endAt, latestDate)) - 1;
        List<SourceRecord> kept = records.subList(0, sent);
        if (first > last) {
            return new ReplayPlan(kept, Long.MAX_VALUE, endAt);
        }
        long end = endAt == null ? nextMidnight(records.get(last).time()) : endAt;
        return new ReplayPlan(kept, nextMidnight(records.get(first).time()), end);
    }

    /** The next 00:00 UTC, never the time itself. */
    static long nextMidnight(long time) {
        return (Math.floorDiv(time, DAY_MILLIS) + 1) * DAY_MILLIS;
    }

    /** The index of the first record dated after a time. */
    private static int firstAfter(List<SourceRecord> records, long time) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
