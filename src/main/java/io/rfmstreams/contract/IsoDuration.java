package io.rfmstreams.contract;

import io.rfmstreams.segment.InvalidModelException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations in JSON: ISO 8601, in days if the length is a whole number of days. */
final class IsoDuration {

    private IsoDuration() {}

    /** Writes a duration in milliseconds, for example {@code P90D}. */
    static String format(long millis) {
        Duration duration = Duration.ofMillis(millis);
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }

    /**
     * Reads a duration of a model in milliseconds.
     *
     * @throws InvalidModelException naming the field, if the text is no duration or longer than 2⁶³ ms
     */
    static long parse(String field, String text) {
        try {
            return Duration.parse(text).toMillis();
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new InvalidModelException(
                    field + " must be a duration such as P90D, not " + InvalidFieldException.quote(text));
        }
    }
}
