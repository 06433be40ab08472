package io.rfmstreams.training;

import java.util.List;
import java.util.Locale;

/**
 * A segment's name: a label, and a roman numeral from the second of the same label on, as in {@code Champions II}.
 *
 * @param ordinal from 1 to {@value #MAX_ORDINAL}
 */
record SegmentName(String label, int ordinal) {

    private static final int MAX_ORDINAL = 39;
    private static final List<String> UNITS = List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX");

    SegmentName {
        if (ordinal < 1 || ordinal > MAX_ORDINAL) {
            throw new IllegalArgumentException("ordinal must be 1 to " + MAX_ORDINAL + ", not " + ordinal);
        }
    }

    static SegmentName of(String label) {
        return new SegmentName(label, 1);
    }

    /** Takes a name apart; a name that ends with no numeral above I is a label as it stands. */
    static SegmentName parse(String name) {
        for (int ordinal = 2; ordinal <= MAX_ORDINAL; ordinal++) {
            String numeral = " " + roman(ordinal);
            if (name.endsWith(numeral)) {
                return new SegmentName(name.substring(0, name.length() - numeral.length()), ordinal);
            }
        }
        return of(name);
    }

    SegmentName next() {
        return new SegmentName(label, ordinal + 1);
    }

    /** Lower case, words joined by hyphens, the numeral as a number: {@code cant-lose}, {@code champions-2}. */
    String slug() {
        String words = label.toLowerCase(Locale.ROOT)
                .replace("'", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return ordinal == 1 ? words : words + "-" + ordinal;
    }

    @Override
    public String toString() {
        return ordinal == 1 ? label : label + " " + roman(ordinal);
    }

    private static String roman(int number) {
        return "X".repeat(number / 10) + UNITS.get(number % 10);
    }
}
