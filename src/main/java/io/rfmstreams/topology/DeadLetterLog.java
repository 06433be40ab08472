package io.rfmstreams.topology;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of dead letters, but not of every one in a flood: {@value #MOST} in {@value #PERIOD_MILLIS} milliseconds, and then how
 * many there were beside. The topic has all of them, and the counters count all.
 */
final class DeadLetterLog {

    static final int MOST = 10;
    static final long PERIOD_MILLIS = 10_000;

    private final LongSupplier clock;
    private final Consumer<String> log;
    private long periodEnd;
    private int told;
    private long untold;

    /** @param clock in milliseconds */
    DeadLetterLog(LongSupplier clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
        periodEnd = Long.MIN_VALUE;
    }

    void tell(String deadLetter) {
        long now = clock.getAsLong();
        if (now >= periodEnd) {
            if (untold > 0) {
                log.accept("Dead letters: " + untold + " more than were logged");
            }
            periodEnd = now + PERIOD_MILLIS;
            told = 0;
            untold = 0;
        }
        if (told < MOST) {
            told++;
            log.accept("Dead letter: " + deadLetter);
        } else {
            untold++;
        }
    }
}
