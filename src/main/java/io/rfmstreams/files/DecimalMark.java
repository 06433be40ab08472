package io.rfmstreams.files;

import java.util.Locale;

/** The character before the decimals of an amount. */
public enum DecimalMark {
    POINT('.'),
    COMMA(',');

    private final char character;

    DecimalMark(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** Returns the name in options, such as {@code point}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
