package io.rfmstreams.topology;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Leaves purchases their share of each stream thread while there is much else to do. All tasks of a thread take turns: were
 * each of them to work for a slice whenever its own time has come, a thread with several tasks would do nothing else.
 */
final class SliceThrottle {

    /** So many times as long as a slice took, the thread is left to purchases and commits. */
    private static final int REST = 3;

    /** Without a purchase for so long there is nobody to be held up. */
    private static final long LATELY_MILLIS = 1_000;

    private final LongSupplier nanoTime;
    private final ThreadLocal<RateLimiter> paces = ThreadLocal.withInitial(RateLimiter::new);

    /** What is known of one thread, in milliseconds of the wall clock. */
    private static final class RateLimiter {

        private long purchaseAt = Long.MIN_VALUE;
        private long restsUntil = Long.MIN_VALUE;
    }

    /** @param nanoTime measures slices, as {@link System#nanoTime} does */
    SliceThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes that this thread has taken a purchase. */
    void purchased(long wallClock) {
        paces.get().purchaseAt = wallClock;
    }

    /** Whether this thread may begin another slice. */
    boolean mayBegin(long wallClock) {
        RateLimiter pace = paces.get();
        return wallClock >= pace.restsUntil || wallClock > pace.purchaseAt + LATELY_MILLIS;
    }

    /** When a slice began, to be handed to {@link #ended}. */
    long begun() {
        return nanoTime.getAsLong();
    }

    /**
     * Whether a slice that began then has had its time.
     *
     * @param nanos the time of a slice
     */
    boolean isOver(long begun, long nanos) {
        return nanoTime.getAsLong() - begun >= nanos;
    }

    void ended(long begun, long wallClock) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begun);
        paces.get().restsUntil = wallClock + millis * (1 + REST);
    }
}
