package io.rfmstreams.files;

/** Reads a short text from its start. */
final class TextScanner {

    /** Stands for the end of the text. */
    static final char END = '\0';

    private final String text;
    private int at;

    TextScanner(String text) {
        this.text = text;
    }

    /** Returns the index of the next character. */
    int at() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** Returns the next character, {@link #END} at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** Skips a character; returns whether it was there. */
    boolean skip(char expected) {
        boolean there = !isAtEnd() && peek() == expected;
        if (there) {
            at++;
        }
        return there;
    }

    /** Skips a text, in any case; returns whether it was there. */
    boolean skip(String expected) {
        boolean there = text.regionMatches(true, at, expected, 0, expected.length());
        if (there) {
            at += expected.length();
        }
        return there;
    }

    /** Skips blanks; returns whether there were any. */
    boolean skipBlanks() {
        int start = at;
        while (!isAtEnd() && Blanks.isBlank(peek())) {
            at++;
        }
        return at > start;
    }

    /** Reads one to {@code most} digits as a number of at most nine digits; returns -1 if there is no digit. */
    int digits(int most) {
        int start = at;
        int number = 0;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        return at == start ? -1 : number;
    }

    /** Skips all digits; returns how many there were. */
    int skipDigits() {
        int start = at;
        while (!isAtEnd() && isDigit(peek())) {
            at++;
        }
        return at - start;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
