package io.rfmstreams.rfm;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The time for which an order counts in frequency and monetary: a number of milliseconds, or the customer's lifetime.
 *
 * @param millis length of the window, above 0; {@link Long#MAX_VALUE} for a lifetime
 */
public record Window(long millis) {

    public static final Window LIFETIME = new Window(Long.MAX_VALUE);

    private static final String LIFETIME_TEXT = "lifetime";

    public Window {
        if (millis <= 0) {
            throw new IllegalArgumentException("window must be longer than 0, not " + millis + " ms");
        }
    }

    public static Window ofDays(long days) {
        return new Window(Duration.ofDays(days).toMillis());
    }

    /**
     * Parses {@code lifetime} or an ISO 8601 duration such as {@code P365D} or {@code PT36H}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Window parse(String text) {
        if (text.equals(LIFETIME_TEXT)) {
            return LIFETIME;
        }
        try {
            return new Window(Duration.parse(text).toMillis());
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new IllegalArgumentException(
                    "window must be 'lifetime' or a duration such as P365D, not '" + text + "'", malformed);
        }
    }

    /**
     * Returns whether an event at {@code at} has left the window at {@code now}. It has left exactly at {@link #end}.
     */
    public boolean isOver(long at, long now) {
        return !isLifetime() && now - at >= millis;
    }

    /** Returns the time at which an event at {@code at} leaves the window; {@link Long#MAX_VALUE} if it never does. */
    public long end(long at) {
        return millis >= Long.MAX_VALUE - Math.max(0, at) ? Long.MAX_VALUE : at + millis;
    }

    public boolean isLifetime() {
        return millis == Long.MAX_VALUE;
    }

    /**
     * Returns the day bucket of an event: its UTC day in days since 1970-01-01. A lifetime window has only bucket 0,
     * because nothing leaves it.
     */
    long dayOf(long at) {
        return isLifetime() ? 0 : Math.floorDiv(at, DayBucket.DAY_MILLIS);
    }

    /** Returns the time from which no event of a bucket can be in the window, epoch milliseconds. */
    long dayLeavesAt(long day) {
        return end((day + 1) * DayBucket.DAY_MILLIS);
    }

    /** Returns the first bucket that can have an event in the window at {@code now}. */
    long firstDay(long now) {
        return isLifetime() ? 0 : Math.floorDiv(now - millis, DayBucket.DAY_MILLIS);
    }

    /** Returns {@code lifetime} or the ISO 8601 duration, in days if the length is a whole number of days. */
    @Override
    public String toString() {
        if (isLifetime()) {
            return LIFETIME_TEXT;
        }
        Duration duration = Duration.ofMillis(millis);
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
