package io.rfmstreams.files;

/** The blanks that spreadsheets and web pages put around values: white space, no-break spaces and byte order marks. */
final class Blanks {

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
        return c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r')
                || c >= '\u0080' && (Character.isSpaceChar(c) || c == '\uFEFF');
    }
}
