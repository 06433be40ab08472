package io.rfmstreams.topology;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Logs at most one line per kind in {@value #PERIOD_MILLIS} milliseconds. The next line of the kind, or {@link #logSuppressed}, contains
 * the number of suppressed lines. It is thread-safe.
 */
public final class RateLimitedLog {

    static final long PERIOD_MILLIS = 60_000;

    private final LongSupplier clock;
    private final Consumer<String> warn;
    private final Map<String, Kind> kinds = new TreeMap<>();

    private static final class Kind {
        private long nextLineAt = Long.MIN_VALUE;
        private long suppressed;
    }

    /** @param clock returns milliseconds */
    public RateLimitedLog(LongSupplier clock, Consumer<String> warn) {
        this.clock = clock;
        this.warn = warn;
    }

    /**
     * Logs {@code kind: detail}, or counts it as suppressed.
     *
     * @param kind the kind of the line; there must be few kinds
     */
    public synchronized void log(String kind, Supplier<String> detail) {
        Kind known = kinds.computeIfAbsent(kind, first -> new Kind());
        long now = clock.getAsLong();
        if (now < known.nextLineAt) {
            known.suppressed++;
            return;
        }
        String rest = known.suppressed == 0 ? "" : "; " + suppressed(known);
        line(known, now, kind + ": " + detail.get() + rest);
    }

    /** Logs the number of suppressed lines of each kind whose period is over. The caller calls it periodically. */
    public synchronized void logSuppressed() {
        long now = clock.getAsLong();
        kinds.forEach((kind, known) -> {
            if (known.suppressed > 0 && now >= known.nextLineAt) {
                line(known, now, kind + ": " + suppressed(known));
            }
        });
    }

    private void line(Kind kind, long now, String line) {
        kind.nextLineAt = now + PERIOD_MILLIS;
        kind.suppressed = 0;
        warn.accept(line);
    }

    private static String suppressed(Kind kind) {
        return kind.suppressed + " more since the last such line";
    }
}
