package io.rfmstreams.files;

import java.util.Locale;

/** The order of day and month in dates such as {@code 3/12/2010}. */
public enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST;

    /** Returns the name in options, such as {@code day-first}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
