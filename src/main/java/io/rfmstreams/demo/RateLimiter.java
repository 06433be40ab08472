package io.rfmstreams.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Spreads events evenly. After a pause it goes on at its rate; only a short delay is made up for. */
final class RateLimiter {

    private static final long MOST_TO_CATCH_UP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double NANOS_PER_SECOND = 1e9;

    private final double interval;
    private final LongSupplier nanoTime;
    private double next;

    RateLimiter(double eventsPerSecond, LongSupplier nanoTime) {
        this.interval = NANOS_PER_SECOND / eventsPerSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Waits until the next event is due; false, with the interrupt cleared, if the thread was interrupted. */
    boolean await() {
        long now = nanoTime.getAsLong();
        while (interval > 0 && now < next && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos((long) (next - now));
            now = nanoTime.getAsLong();
        }
        next = Math.max(next + interval, (double) now - MOST_TO_CATCH_UP);
        return !Thread.interrupted();
    }
}
