package io.rfmstreams.topology;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reserves time of each stream thread for purchases while there is much scheduled work. The limit applies to all tasks of a thread
 * together. If each task ran a slice at each of its intervals, a thread with several tasks would only run slices.
 */
final class SliceThrottle {

    /** After a slice, the thread runs no slice for this many times the duration of the slice. */
    private static final int REST_FACTOR = 3;

    /** A thread that has processed no purchase for this long does not rest. */
    private static final long IDLE_AFTER_MILLIS = 1_000;

    private final LongSupplier nanoTime;
    private final ThreadLocal<ThreadTimes> threads = ThreadLocal.withInitial(ThreadTimes::new);

    /** The times of one thread, in milliseconds of the wall clock. */
    private static final class ThreadTimes {

        private long purchaseAt = Long.MIN_VALUE;
        private long restsUntil = Long.MIN_VALUE;
    }

    /** @param nanoTime measures the duration of slices, such as {@link System#nanoTime} */
    SliceThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Records that this thread processes a purchase. */
    void recordPurchase(long wallClock) {
        threads.get().purchaseAt = wallClock;
    }

    /** Returns whether this thread may start a slice. */
    boolean mayStart(long wallClock) {
        ThreadTimes times = threads.get();
        return wallClock >= times.restsUntil || wallClock > times.purchaseAt + IDLE_AFTER_MILLIS;
    }

    /** Starts a slice and returns its start time, in nanoseconds. */
    long start() {
        return nanoTime.getAsLong();
    }

    /**
     * Returns whether a slice has used its time.
     *
     * @param start the start time of the slice
     * @param nanos the time budget of the slice
     */
    boolean isTimeUp(long start, long nanos) {
        return nanoTime.getAsLong() - start >= nanos;
    }

    /**
     * Ends a slice.
     *
     * @param start the start time of the slice
     */
    void end(long start, long wallClock) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
        threads.get().restsUntil = wallClock + millis * (1 + REST_FACTOR);
    }
}
