package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** Finds out from all dates of a file whether the day or the month comes first. */
final class DateEvidence {

    private static final int YEAR_DIGITS = 4;

    private @Nullable String dayFirst;
    private @Nullable String monthFirst;
    private @Nullable String ambiguous;

    void add(@Nullable String text) {
        DateText date = text == null || startsWithYear(text) ? null : DateText.of(text);
        if (date == null || date.yearFirst()) {
            return;
        }
        DateOrder proof = date.proof();
        if (proof == DateOrder.DAY_FIRST && dayFirst == null) {
            dayFirst = text;
        } else if (proof == DateOrder.MONTH_FIRST && monthFirst == null) {
            monthFirst = text;
        } else if (ambiguous == null && date.isAmbiguous()) {
            ambiguous = text;
        }
    }

    /**
     * Decides the order for the whole file.
     *
     * @param given the order that the options give, null if they give none
     * @throws InputFileException if the file proves no order, or both, and has dates that depend on it
     */
    Decision<DateOrder> decide(@Nullable DateOrder given) {
        if (given != null) {
            return new Decision<>(given, "given by --dates");
        }
        if (dayFirst != null && monthFirst != null) {
            throw InputFileException.usage("its dates contradict each other: " + quote(dayFirst)
                    + " has the day first, " + quote(monthFirst) + " the month. Use --dates day-first|month-first");
        }
        if (dayFirst != null) {
            return new Decision<>(DateOrder.DAY_FIRST, "proved by " + quote(dayFirst));
        }
        if (monthFirst != null) {
            return new Decision<>(DateOrder.MONTH_FIRST, "proved by " + quote(monthFirst));
        }
        if (ambiguous != null) {
            throw InputFileException.usage("no date tells whether the day or the month comes first, such as "
                    + quote(ambiguous) + ". Use --dates day-first|month-first");
        }
        return new Decision<>(DateOrder.DAY_FIRST, "no date depends on it");
    }

    /** Returns whether a date cannot depend on the order, like most dates. */
    private static boolean startsWithYear(String text) {
        return text.length() > YEAR_DIGITS && text.charAt(YEAR_DIGITS) == '-';
    }

    private static String quote(@Nullable String text) {
        return InvalidFieldException.quote(String.valueOf(text));
    }
}
