package io.rfmstreams.training;

import java.util.List;
import java.util.Locale;

/**
 * The name of a segment: a label, and a Roman numeral if the ordinal is above 1, for example {@code Champions II}.
 *
 * @param ordinal number among the segments with the same label, 1 to {@value #MAX_ORDINAL}
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

    /** Parses a name. A name without a numeral of at least II is a label with the ordinal 1. */
    static SegmentName parse(String name) {
        for (int ordinal = 2; ordinal <= MAX_ORDINAL; ordinal++) {
            String numeral = " " + roman(ordinal);
            if (name.endsWith(numeral)) {
                return new SegmentName(name.substring(0, name.length() - numeral.length()), ordinal);
            }
        }
        return of(name);
    }

    /** Returns the name with the next ordinal. */
    SegmentName next() {
        return new SegmentName(label, ordinal + 1);
    }

    /** Returns the name in lower case with hyphens and an Arabic numeral: {@code cant-lose}, {@code champions-2}. */
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
