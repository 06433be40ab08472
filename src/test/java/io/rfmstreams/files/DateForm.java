package io.rfmstreams.files;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The forms in which dates are written. */
enum DateForm {
    RFC_3339("yyyy-MM-dd'T'HH:mm:ss'Z'", ChronoUnit.SECONDS),
    RFC_3339_OFFSET("yyyy-MM-dd'T'HH:mm:ss'+00:00'", ChronoUnit.SECONDS),
    RFC_3339_MILLIS("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", ChronoUnit.MILLIS),
    BLANK("yyyy-MM-dd HH:mm:ss", ChronoUnit.SECONDS),
    BLANK_MINUTES("yyyy-MM-dd HH:mm", ChronoUnit.MINUTES),
    BLANK_OFFSET("yyyy-MM-dd HH:mm:ss +0000", ChronoUnit.SECONDS),
    DATE("yyyy-MM-dd", ChronoUnit.DAYS),
    SLASH("yyyy/MM/dd HH:mm", ChronoUnit.MINUTES),
    DAY_SLASH("d/M/yyyy H:mm", ChronoUnit.MINUTES),
    DAY_DOT("dd.MM.yyyy HH:mm:ss", ChronoUnit.SECONDS),
    DAY_DASH("dd-MM-yyyy", ChronoUnit.DAYS),
    DAY_SHORT("dd/MM/yy HH:mm", ChronoUnit.MINUTES),
    MONTH_SLASH("M/d/yyyy H:mm", ChronoUnit.MINUTES),
    MONTH_12_HOURS("MM/dd/yyyy hh:mm:ss a", ChronoUnit.SECONDS),
    MONTH_DASH("MM-dd-yyyy HH:mm", ChronoUnit.MINUTES),
    MONTH_SHORT("M/d/yy", ChronoUnit.DAYS),
    SERIAL("", ChronoUnit.SECONDS);

    private static final LocalDateTime SERIAL_EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final double DAY_SECONDS = 86_400;

    private final String pattern;
    private final ChronoUnit unit;

    DateForm(String pattern, ChronoUnit unit) {
        this.pattern = pattern;
        this.unit = unit;
    }

    String write(LocalDateTime time) {
        if (this == SERIAL) {
            long seconds = kept(time).toEpochSecond(ZoneOffset.UTC) - SERIAL_EPOCH.toEpochSecond(ZoneOffset.UTC);
            return String.valueOf(seconds / DAY_SECONDS);
        }
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.US));
    }

    /** Returns what is left of a time when it is written. */
    LocalDateTime kept(LocalDateTime time) {
        return time.truncatedTo(unit);
    }

    /** Returns the order of day and month, as the option gives it. */
    DateOrder order() {
        return name().startsWith("MONTH") ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
    }
}
