package io.rfmstreams.files;

/** The unit of dates that are numbers since 1970-01-01T00:00:00Z. */
public enum EpochUnit {
    S(1000),
    MS(1);

    private final long millis;

    EpochUnit(long millis) {
        this.millis = millis;
    }

    /** Returns the length of the unit in milliseconds. */
    long millis() {
        return millis;
    }
}
