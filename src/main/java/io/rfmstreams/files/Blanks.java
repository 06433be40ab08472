package io.rfmstreams.files;

/** The blanks that spreadsheets and web pages put around values: white space, no-break spaces and byte order marks. */
final class Blanks {

    private static final char FIRST_BEYOND_ASCII = '\u0080';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Blanks() {}

    /** Removes the blanks at both ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        if (c < FIRST_BEYOND_ASCII) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
    }
}
