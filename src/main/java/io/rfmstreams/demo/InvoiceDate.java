package io.rfmstreams.demo;

import io.rfmstreams.contract.Timestamps;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the dates of Online Retail files: {@code 2010-12-01T08:26:00}, with {@code T} or a space, with or without seconds, and {@code
 * 12/1/2010 8:26}, with the month first. A date without an offset is in UTC.
 */
final class InvoiceDate {

    private static final Pattern SPREADSHEET = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}) (\\d{1,2}):(\\d{2})");
    private static final int MINUTES_END = 16;
    private static final int SECONDS_END = 19;
    private static final int TIME_START = 10;

    private InvoiceDate() {}

    /** Returns epoch milliseconds. */
    static long parse(String text) {
        return Timestamps.parse(text.indexOf('/') >= 0 ? fromSpreadsheet(text) : fromIso(text));
    }

    private static String fromIso(String text) {
        String rfc = text;
        if (rfc.length() > TIME_START && rfc.charAt(TIME_START) == ' ') {
            rfc = rfc.substring(0, TIME_START) + 'T' + rfc.substring(TIME_START + 1);
        }
        if (rfc.length() == MINUTES_END) {
            rfc = rfc + ":00";
        }
        boolean noOffset = rfc.length() >= SECONDS_END
                && rfc.indexOf('Z') < 0
                && rfc.indexOf('+') < 0
                && rfc.indexOf('-', TIME_START) < 0;
        return noOffset ? rfc + 'Z' : rfc;
    }

    private static String fromSpreadsheet(String text) {
        Matcher parts = SPREADSHEET.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        return parts.group(3) + '-' + twoDigits(parts.group(1)) + '-' + twoDigits(parts.group(2)) + 'T'
                + twoDigits(parts.group(4)) + ':' + parts.group(5) + ":00Z";
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }
}
