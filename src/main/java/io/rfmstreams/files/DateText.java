package io.rfmstreams.files;

import org.jspecify.annotations.Nullable;

/**
 * The three numbers of a date, such as {@code 2010-12-01}, {@code 1/12/2010} or {@code 1.12.10}.
 *
 * @param first the first number
 * @param second the second number
 * @param third the third number
 * @param yearFirst whether the first number is the year; otherwise the third number is the year
 * @param end the index after the date
 */
record DateText(int first, int second, int third, boolean yearFirst, int end) {

    private static final int YEAR_DIGITS = 4;
    private static final int LAST_MONTH = 12;
    private static final int LAST_DAY = 31;

    /** Years with two digits from here on are in the 20th century, because dates start in 1970. */
    private static final int FIRST_OF_20TH_CENTURY = 70;

    private static final int CENTURY = 1900;
    private static final int NEXT_CENTURY = 2000;

    /** Returns the date at the start of a text, null if there is none. */
    static @Nullable DateText of(String text) {
        TextScanner scan = new TextScanner(text);
        int first = scan.digits(YEAR_DIGITS);
        int firstDigits = scan.at();
        char separator = scan.peek();
        if (first < 0 || (separator != '-' && separator != '/' && separator != '.') || firstDigits == 3) {
            return null;
        }
        scan.skip(separator);
        int second = scan.digits(2);
        if (second < 0 || !scan.skip(separator)) {
            return null;
        }
        int start = scan.at();
        boolean yearFirst = firstDigits == YEAR_DIGITS;
        int third = scan.digits(yearFirst ? 2 : YEAR_DIGITS);
        int digits = scan.at() - start;
        if (third < 0 || Character.isDigit(scan.peek()) || (!yearFirst && digits != 2 && digits != YEAR_DIGITS)) {
            return null;
        }
        return new DateText(first, second, !yearFirst && digits == 2 ? century(third) : third, yearFirst, scan.at());
    }

    int year() {
        return yearFirst ? first : third;
    }

    int month(DateOrder order) {
        return yearFirst || order == DateOrder.DAY_FIRST ? second : first;
    }

    int day(DateOrder order) {
        return yearFirst ? third : order == DateOrder.DAY_FIRST ? first : second;
    }

    /** Returns the only order in which the numbers are a day and a month; null if both or neither is possible. */
    @Nullable
    DateOrder proof() {
        if (yearFirst || isMonth(first) == isMonth(second) || !isDay(first) || !isDay(second)) {
            return null;
        }
        return isMonth(second) ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    /** Returns whether the numbers are different dates in the two orders. */
    boolean isAmbiguous() {
        return !yearFirst && isMonth(first) && isMonth(second) && first != second;
    }

    private static boolean isMonth(int number) {
        return number >= 1 && number <= LAST_MONTH;
    }

    private static boolean isDay(int number) {
        return number >= 1 && number <= LAST_DAY;
    }

    private static int century(int twoDigits) {
        return twoDigits + (twoDigits >= FIRST_OF_20TH_CENTURY ? CENTURY : NEXT_CENTURY);
    }
}
