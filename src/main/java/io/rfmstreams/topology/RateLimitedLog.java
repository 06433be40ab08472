package io.rfmstreams.topology;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Logs at most one line of each kind in {@value #PERIOD_MILLIS} milliseconds. The next line of the kind, or
 * {@link #tellRest}, says how many were left out since. For all threads.
 */
final class RateLimitedLog {

    static final long PERIOD_MILLIS = 60_000;

    private final LongSupplier clock;
    private final Consumer<String> log;
    private final Map<String, Kind> kinds = new TreeMap<>();

    private static final class Kind {
        private long nextLineAt = Long.MIN_VALUE;
        private long leftOut;
    }

    /** @param clock in milliseconds */
    RateLimitedLog(LongSupplier clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    /**
     * Logs {@code kind: detail}, or counts it.
     *
     * @param kind one of few
     */
    synchronized void tell(String kind, Supplier<String> detail) {
        Kind known = kinds.computeIfAbsent(kind, first -> new Kind());
        long now = clock.getAsLong();
        if (now < known.nextLineAt) {
            known.leftOut++;
            return;
        }
        String rest = known.leftOut == 0 ? "" : "; " + leftOut(known);
        line(known, now, kind + ": " + detail.get() + rest);
    }

    /** Logs how many were left out of those kinds whose period is over; to be called now and then. */
    synchronized void tellRest() {
        long now = clock.getAsLong();
        kinds.forEach((kind, known) -> {
            if (known.leftOut > 0 && now >= known.nextLineAt) {
                line(known, now, kind + ": " + leftOut(known));
            }
        });
    }

    private void line(Kind kind, long now, String line) {
        kind.nextLineAt = now + PERIOD_MILLIS;
        kind.leftOut = 0;
        log.accept(line);
    }

    private static String leftOut(Kind kind) {
        return kind.leftOut + " more since the last such line";
    }
}
