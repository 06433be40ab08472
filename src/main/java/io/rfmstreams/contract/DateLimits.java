package io.rfmstreams.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The range of valid event dates: from 1970-01-01 up to a maximum after the wall clock. The processor, the replay and the queries
 * check dates against the same range.
 *
 * @param maxFuture how far a date may lie after the wall clock
 */
public record DateLimits(Duration maxFuture) {

    /** The earliest valid date, epoch milliseconds. */
    public static final long EARLIEST = 0;

    public DateLimits {
        if (maxFuture.isNegative()) {
            throw new IllegalArgumentException("maxFuture must not be negative, but is " + maxFuture);
        }
    }

    /** Returns the latest valid date, epoch milliseconds. */
    public long latest(long wallClock) {
        return wallClock + maxFuture.toMillis();
    }

    /** Returns whether a date is valid. Both times are in epoch milliseconds. */
    public boolean isValid(long date, long wallClock) {
        return check(date, wallClock) == null;
    }

    /**
     * Checks a date.
     *
     * @param date epoch milliseconds
     * @param wallClock epoch milliseconds
     * @return the reason for which a record with this date is rejected, null if the date is valid
     */
    public @Nullable RejectionReason check(long date, long wallClock) {
        if (date < EARLIEST) {
            return RejectionReason.ANCIENT_DATE;
        }
        return date - wallClock > maxFuture.toMillis() ? RejectionReason.FUTURE_DATE : null;
    }
}
