package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.rfm.DayBucket;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of a replay: one at each 00:00 UTC after the first record and before the end, and one at the end. Records are passed in the
 * order of their time. A record with an invalid date causes no tick. Otherwise one wrong date could cause a million ticks.
 */
final class TickPlan {

    private final @Nullable Long endAt;
    private final long latestDate;

    /** The next tick if it is before the end; null before the first valid date. */
    private @Nullable Long midnight;

    /**
     * Creates a plan.
     *
     * @param endAt the requested end, see {@link ReplayOptions}
     * @param latestDate the latest valid date, epoch milliseconds
     */
    TickPlan(@Nullable Long endAt, long latestDate) {
        this.endAt = endAt;
        this.latestDate = latestDate;
    }

    /** Returns whether a record is later than the requested end and is thus not sent. */
    boolean isAfterEnd(long time) {
        return endAt != null && time > endAt;
    }

    /** Passes on the ticks that precede a record at a time. */
    void sendUpTo(long time, LongConsumer tick) {
        if (time < DateLimits.EARLIEST || time > latestDate) {
            return;
        }
        if (midnight == null) {
            midnight = nextMidnight(time);
        }
        sendBefore(endAt == null ? time + 1 : Math.min(time + 1, endAt), tick);
    }

    /**
     * Passes on the ticks after the last record.
     *
     * @return the time of the last tick, epoch milliseconds; null if there was no valid date and no end was requested
     */
    @Nullable
    Long sendRemaining(LongConsumer tick) {
        Long end = endAt == null ? midnight : endAt;
        if (end != null) {
            sendBefore(end, tick);
            tick.accept(end);
        }
        return end;
    }

    private void sendBefore(long end, LongConsumer tick) {
        for (Long next = midnight; next != null && next < end; next = midnight) {
            tick.accept(next);
            midnight = next + DayBucket.DAY_MILLIS;
        }
    }

    private static long nextMidnight(long time) {
        return (Math.floorDiv(time, DayBucket.DAY_MILLIS) + 1) * DayBucket.DAY_MILLIS;
    }
}
