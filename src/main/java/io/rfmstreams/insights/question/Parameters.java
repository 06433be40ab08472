package io.rfmstreams.insights.question;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one question. An error names the parameter and what it may be. */
final class Parameters {

    private static final int LONGEST = 256;

    private final Map<String, String> values;
    private final Set<String> known = new HashSet<>();

    Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** Returns a text; null if it is absent. */
    @Nullable
    String text(String name) {
        known.add(name);
        String value = values.get(name);
        if (value != null && (value.isEmpty() || value.length() > LONGEST)) {
            throw QuestionException.badRequest(name + " must have 1 to " + LONGEST + " characters");
        }
        return value;
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw QuestionException.badRequest(name + " is required");
        }
        return value;
    }

    int integer(String name, int least, int most, int absent) {
        Integer value = integer(name, least, most);
        return value == null ? absent : value;
    }

    /** Returns a whole number; null if it is absent. */
    @Nullable
    Integer integer(String name, int least, int most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,10}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return (int) value;
            }
        }
        throw QuestionException.badRequest(
                String.format(Locale.ROOT, "%s must be a whole number of %d to %d, not '%s'", name, least, most, text));
    }

    /** Returns an amount of money as its own text, which is safe in a query; null if it is absent. */
    @Nullable
    String amount(String name) {
        String text = text(name);
        if (text != null && !text.matches("\\d{1,12}(\\.\\d{1,4})?")) {
            throw QuestionException.badRequest(
                    name + " must be an amount of 0 to 10^12 with at most 4 decimals, not '" + text + "'");
        }
        return text;
    }

    /** Returns a time in epoch milliseconds, or the default if it is absent. */
    long time(String name, long absent) {
        String text = text(name);
        try {
            return text == null ? absent : Timestamps.parse(text);
        } catch (InvalidFieldException invalid) {
            throw QuestionException.badRequest(
                    name + " must be an RFC 3339 timestamp such as 2026-01-31T00:00:00Z, not '" + text + "'");
        }
    }

    /** Returns a constant of an enum by its name; null if it is absent. */
    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type, boolean lowerCase) {
        String text = text(name);
        Set<String> names = new TreeSet<>();
        for (E constant : type.getEnumConstants()) {
            String spelled = lowerCase ? constant.name().toLowerCase(Locale.ROOT) : constant.name();
            if (spelled.equals(text)) {
                return constant;
            }
            names.add(spelled);
        }
        if (text == null) {
            return null;
        }
        throw QuestionException.badRequest(
                name + " must be one of " + String.join(", ", names) + ", not '" + text + "'");
    }

    Page page() {
        return new Page(
                integer("limit", 1, Page.HIGHEST_LIMIT, Page.DEFAULT_LIMIT),
                integer("offset", 0, Page.HIGHEST_OFFSET, 0));
    }

    /** Ends the reading. Parameters that were not read are unknown. */
    void finish() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw QuestionException.badRequest("'" + name + "' is no parameter of this question; it has "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
    }
}
