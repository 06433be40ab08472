package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records and ticks of a replay. A record with an invalid date is sent, but ticks neither start nor end at it. Otherwise one wrong
 * date could cause a million ticks.
 *
 * @param records the records to send, sorted by time
 * @param firstMidnight the time of the first tick, if it is before the end
 * @param end the time of the last tick, which is sent after all records; null if there is no valid date and no end was requested
 */
record ReplayPlan(
        List<SourceRecord> records,
        long firstMidnight,
        @Nullable Long end) {

    static final long DAY_MILLIS = 86_400_000L;

    /**
     * Plans a replay.
     *
     * @param endAt the requested end, see {@link ReplayOptions}
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

    /** Returns the next 00:00 UTC after a time. */
    static long nextMidnight(long time) {
        return (Math.floorDiv(time, DAY_MILLIS) + 1) * DAY_MILLIS;
    }

    /** Returns the index of the first record after a time. */
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
