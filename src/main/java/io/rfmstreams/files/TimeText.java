package io.rfmstreams.files;

import org.jspecify.annotations.Nullable;

/**
 * A time of day with an optional offset, such as {@code T08:26:00Z}, {@code 8:26}, {@code 8:26:01.5 PM} or {@code 08:26 +0200}.
 *
 * @param millis the milliseconds since 00:00
 * @param offsetMinutes the offset from UTC; null for a local time
 */
record TimeText(int millis, @Nullable Integer offsetMinutes) {

    private static final int NOON = 12;
    private static final int LAST_HOUR = 23;
    private static final int SIXTY = 60;
    private static final int SECOND_MILLIS = 1000;

    /** Returns the time from an index to the end of a text, null if there is none. */
    static @Nullable TimeText of(String text, int from) {
        TextScanner scan = new TextScanner(text);
        scan.goTo(from);
        if (!scan.skip("T")) {
            scan.skip(',');
            if (!scan.skipBlanks()) {
                return null;
            }
        }
        int hour = scan.digits(2);
        if (hour < 0 || !scan.skip(':')) {
            return null;
        }
        int minute = scan.digits(2);
        int second = scan.skip(':') ? scan.digits(2) : 0;
        int fraction = scan.skip('.') ? fraction(scan) : 0;
        hour = hourOfDay(hour, scan);
        if (hour < 0 || minute < 0 || second < 0 || fraction < 0 || minute >= SIXTY || second >= SIXTY) {
            return null;
        }
        int millis = ((hour * SIXTY + minute) * SIXTY + second) * SECOND_MILLIS + fraction;
        scan.skipBlanks();
        if (scan.isAtEnd()) {
            return new TimeText(millis, null);
        }
        Integer offset = offset(scan);
        return offset != null && scan.isAtEnd() ? new TimeText(millis, offset) : null;
    }

    /** Reads the digits after the point; returns whole milliseconds, -1 if there is no digit. */
    private static int fraction(TextScanner scan) {
        int millis = 0;
        int weight = SECOND_MILLIS / 10;
        for (int digit = scan.digits(1); digit >= 0; digit = scan.digits(1)) {
            millis += digit * weight;
            weight /= 10;
            if (!TextScanner.isDigit(scan.peek())) {
                return millis;
            }
        }
        return -1;
    }

    /** Returns the hour from 0 to 23, with regard to a following AM or PM; -1 if it is out of range. */
    private static int hourOfDay(int hour, TextScanner scan) {
        int start = scan.at();
        scan.skipBlanks();
        boolean am = scan.skip("am") || scan.skip("a.m.");
        boolean pm = !am && (scan.skip("pm") || scan.skip("p.m."));
        if (am || pm) {
            return hour < 1 || hour > NOON ? -1 : hour % NOON + (pm ? NOON : 0);
        }
        scan.goTo(start);
        return hour > LAST_HOUR ? -1 : hour;
    }

    private static @Nullable Integer offset(TextScanner scan) {
        if (scan.skip("UTC") || scan.skip("GMT")) {
            if (scan.isAtEnd()) {
                return 0;
            }
        } else if (scan.skip("Z")) {
            return 0;
        }
        boolean negative = scan.skip('-');
        if (!negative && !scan.skip('+')) {
            return null;
        }
        int hours = scan.digits(2);
        scan.skip(':');
        int minutes = scan.isAtEnd() ? 0 : scan.digits(2);
        if (hours < 0 || hours > LAST_HOUR || minutes < 0 || minutes >= SIXTY) {
            return null;
        }
        return (negative ? -1 : 1) * (hours * SIXTY + minutes);
    }
}
