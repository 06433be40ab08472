package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBucket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Converts between RFC 3339 timestamps and epoch milliseconds. Any offset is read. UTC ({@code Z}) is written, with
 * milliseconds only if they are not 0.
 */
public final class Timestamps {

    private static final int SECONDS_END = 19;
    private static final int MAX_LENGTH = 64;
    private static final long FIRST_OF_FOUR_DIGITS =
            Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_OF_FOUR_DIGITS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The maximum number of characters that {@link #write} writes. */
    static final int MAX_WRITTEN_LENGTH = "9999-12-31T23:59:59.999Z".length();

    private Timestamps() {}

    /**
     * Parses a timestamp. Digits below a millisecond are ignored.
     *
     * @return epoch milliseconds
     * @throws InvalidFieldException with {@link RejectionReason#BAD_DATE} if the text is not an RFC 3339 timestamp with
     *     an offset
     */
    public static long parse(String text) {
        try {
            if (text.length() <= SECONDS_END || text.length() > MAX_LENGTH) {
                throw bad(text);
            }
            expect(text, 4, '-');
            expect(text, 7, '-');
            if (text.charAt(10) != 'T' && text.charAt(10) != 't') {
                throw bad(text);
            }
            expect(text, 13, ':');
            expect(text, 16, ':');
            long day = LocalDate.of(number(text, 0, 4, 9999), number(text, 5, 7, 12), number(text, 8, 10, 31))
                    .toEpochDay();
            long seconds = number(text, 11, 13, 23) * 3600L + number(text, 14, 16, 59) * 60L + number(text, 17, 19, 59);
            int zone = endOfFraction(text);
            return day * DayBucket.DAY_MILLIS
                    + seconds * 1000
                    + millis(text, zone)
                    - offsetMinutes(text, zone) * 60_000L;
        } catch (DateTimeException notADay) {
            throw bad(text);
        }
    }

    /** Formats epoch milliseconds. */
    public static String format(long epochMillis) {
        if (!hasFourDigitYear(epochMillis)) {
            return Instant.ofEpochMilli(epochMillis).toString();
        }
        byte[] text = new byte[MAX_WRITTEN_LENGTH];
        return new String(text, 0, write(epochMillis, text, 0), StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the year is from 0 to 9999. */
    static boolean hasFourDigitYear(long epochMillis) {
        return epochMillis >= FIRST_OF_FOUR_DIGITS && epochMillis <= LAST_OF_FOUR_DIGITS;
    }

    /** Writes a time whose year has four digits. Returns the index after the last character. */
    static int write(long epochMillis, byte[] text, int from) {
        long day = Math.floorDiv(epochMillis, DayBucket.DAY_MILLIS);
        int ofDay = (int) (epochMillis - day * DayBucket.DAY_MILLIS);
        // Converts days to a date by Howard Hinnant's "chrono-compatible low-level date algorithms", in which years
        // start in March.
        long shifted = day + 719_468;
        int era = (int) Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        int end = from;
        end = twoDigits(year / 100, text, end);
        end = twoDigits(year % 100, text, end);
        text[end++] = '-';
        end = twoDigits(month, text, end);
        text[end++] = '-';
        end = twoDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, text, end);
        text[end++] = 'T';
        end = twoDigits(ofDay / 3_600_000, text, end);
        text[end++] = ':';
        end = twoDigits(ofDay / 60_000 % 60, text, end);
        text[end++] = ':';
        end = twoDigits(ofDay / 1_000 % 60, text, end);
        int millis = ofDay % 1_000;
        if (millis != 0) {
            text[end++] = '.';
            text[end++] = (byte) ('0' + millis / 100);
            end = twoDigits(millis % 100, text, end);
        }
        text[end++] = 'Z';
        return end;
    }

    private static int twoDigits(int number, byte[] text, int place) {
        text[place] = (byte) ('0' + number / 10);
        text[place + 1] = (byte) ('0' + number % 10);
        return place + 2;
    }

    private static int endOfFraction(String text) {
        if (text.charAt(SECONDS_END) != '.') {
            return SECONDS_END;
        }
        int end = SECONDS_END + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == SECONDS_END + 1 || end == text.length()) {
            throw bad(text);
        }
        return end;
    }

    private static long millis(String text, int zone) {
        long millis = 0;
        for (int i = 1; i <= 3; i++) {
            int place = SECONDS_END + i;
            millis = millis * 10 + (place < zone ? text.charAt(place) - '0' : 0);
        }
        return millis;
    }

    private static int offsetMinutes(String text, int zone) {
        char sign = text.charAt(zone);
        if ((sign == 'Z' || sign == 'z') && text.length() == zone + 1) {
            return 0;
        }
        if ((sign != '+' && sign != '-') || text.length() != zone + 6) {
            throw bad(text);
        }
        expect(text, zone + 3, ':');
        int minutes = number(text, zone + 1, zone + 3, 23) * 60 + number(text, zone + 4, zone + 6, 59);
        return sign == '-' ? -minutes : minutes;
    }

    private static int number(String text, int from, int to, int most) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw bad(text);
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        if (number > most) {
            throw bad(text);
        }
        return number;
    }

    private static void expect(String text, int place, char expected) {
        if (text.charAt(place) != expected) {
            throw bad(text);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static InvalidFieldException bad(String text) {
        return new InvalidFieldException(
                RejectionReason.BAD_DATE,
                "not an RFC 3339 timestamp with an offset: " + InvalidFieldException.quote(text));
    }
}
