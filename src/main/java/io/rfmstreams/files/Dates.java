package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.DayBucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Parses the dates of one file. A date without a time is 00:00 UTC. A time without an offset is local to the zone: a time that the zone
 * skips is moved forward by the length of the gap, and of two times that are the same on the clock the first is taken.
 *
 * @param order the order of day and month
 * @param zone the zone of local times
 * @param unit the unit of dates that are numbers since 1970; null if such dates are Excel serials
 */
record Dates(DateOrder order, ZoneId zone, @Nullable EpochUnit unit) {

    private static final int MAX_CHARS = 64;
    private static final int DAY_SECONDS = 86_400;

    /** Day 0 of Excel's serials, which count 1900 as a leap year. */
    private static final long SERIAL_EPOCH = LocalDate.of(1899, 12, 30).toEpochDay();

    private static final int FIRST_SERIAL = (int) -SERIAL_EPOCH;
    private static final int LAST_SERIAL = 2_958_465;
    private static final int COMPACT_DIGITS = 8;

    /**
     * Returns epoch milliseconds.
     *
     * @throws InvalidFieldException with {@link RejectionReason#BAD_DATE}
     */
    long parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw bad(text, "not a date");
        }
        DateText date = DateText.of(text);
        if (date == null) {
            return number(text);
        }
        return at(date, text);
    }

    private long at(DateText date, String text) {
        long day = day(date.year(), date.month(order), date.day(order), text);
        if (date.end() == text.length()) {
            return day * DayBucket.DAY_MILLIS;
        }
        TimeText time = TimeText.of(text, date.end());
        if (time == null) {
            throw bad(text, "not a date with a time");
        }
        Integer offset = time.offsetMinutes();
        return offset == null
                ? local(day, time.millis())
                : day * DayBucket.DAY_MILLIS + time.millis() - offset * 60_000L;
    }

    private long day(int year, int month, int day, String text) {
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            throw bad(text, "no day of the calendar, " + order.label());
        }
    }

    private long local(long day, int millis) {
        if (zone.equals(ZoneOffset.UTC)) {
            return day * DayBucket.DAY_MILLIS + millis;
        }
        return LocalDateTime.ofEpochSecond(day * DAY_SECONDS, 0, ZoneOffset.UTC)
                .plusNanos(millis * 1_000_000L)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    private long number(String text) {
        TextScanner scan = new TextScanner(text);
        int whole = scan.skipDigits();
        boolean decimal = scan.skip('.') || scan.skip(',');
        if (whole == 0 || (decimal && scan.skipDigits() == 0) || !scan.isAtEnd()) {
            throw bad(text, "not a date");
        }
        BigDecimal number = new BigDecimal(text.replace(',', '.'));
        if (unit != null) {
            return epoch(number, unit, text);
        }
        if (whole == COMPACT_DIGITS && !decimal) {
            int digits = number.intValueExact();
            return day(digits / 10_000, digits / 100 % 100, digits % 100, text) * DayBucket.DAY_MILLIS;
        }
        if (number.compareTo(BigDecimal.valueOf(FIRST_SERIAL)) < 0
                || number.compareTo(BigDecimal.valueOf(LAST_SERIAL + 1L)) >= 0) {
            throw bad(text, "a number that is no Excel date after 1970; if it counts since 1970, use --time-unit s|ms");
        }
        return serial(number);
    }

    private long serial(BigDecimal number) {
        long day = number.longValue();
        BigDecimal fraction = number.subtract(BigDecimal.valueOf(day));
        long epochDay = day + SERIAL_EPOCH;
        if (fraction.signum() == 0) {
            return epochDay * DayBucket.DAY_MILLIS;
        }
        // Excel keeps dates as binary fractions of a day, which are exact to less than a second.
        long seconds = fraction.multiply(BigDecimal.valueOf(DAY_SECONDS))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return local(epochDay + seconds / DAY_SECONDS, (int) (seconds % DAY_SECONDS) * 1000);
    }

    private static long epoch(BigDecimal number, EpochUnit unit, String text) {
        try {
            return number.multiply(BigDecimal.valueOf(unit.millis()))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw bad(text, "out of range");
        }
    }

    private static InvalidFieldException bad(String text, String why) {
        return new InvalidFieldException(
                RejectionReason.BAD_DATE, "date " + InvalidFieldException.quote(text) + " is " + why);
    }
}
