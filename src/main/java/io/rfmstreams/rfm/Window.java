package io.rfmstreams.rfm;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How long an order counts in frequency and monetary: a rolling number of milliseconds, or a lifetime.
 *
 * @param millis the window's length, above 0; {@link Long#MAX_VALUE} for a lifetime
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
     * Reads {@code lifetime}, or an ISO 8601 duration such as {@code P365D} or {@code PT36H}.
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

    /** Whether something that last happened at {@code at} is out of the window at {@code now}: it is out at the end. */
    public boolean isOver(long at, long now) {
        return !isLifetime() && now - at >= millis;
    }

    /** When something that last happened at {@code at} leaves the window; {@link Long#MAX_VALUE} if it never does. */
    public long end(long at) {
        return millis >= Long.MAX_VALUE - Math.max(0, at) ? Long.MAX_VALUE : at + millis;
    }

    public boolean isLifetime() {
        return millis == Long.MAX_VALUE;
    }

    /**
     * The day bucket that an event belongs to: its UTC day, in days since 1970-01-01. A lifetime needs no days, as nothing
     * leaves it: all events belong to bucket 0.
     */
    long dayOf(long at) {
        return isLifetime() ? 0 : Math.floorDiv(at, DayBucket.DAY_MILLIS);
    }

    /** From when on no event of a bucket can be in the window, whatever its time of day; epoch milliseconds. */
    long dayLeavesAt(long day) {
        return end((day + 1) * DayBucket.DAY_MILLIS);
    }

    /** The first bucket of which events can be in the window at {@code now}. */
    long firstDay(long now) {
        return isLifetime() ? 0 : Math.floorDiv(now - millis, DayBucket.DAY_MILLIS);
    }

    /** {@code lifetime}, or the ISO 8601 duration in days where it is whole days. */
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
