package io.rfmstreams.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Limits the rate of events. Events are spread evenly. After a delay, at most {@value #MAX_CATCH_UP_MILLIS} ms are made up for. */
final class RateLimiter {

    private static final long MAX_CATCH_UP_MILLIS = 50;
    private static final long MAX_CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(MAX_CATCH_UP_MILLIS);
    private static final double NANOS_PER_SECOND = 1e9;

    private final double interval;
    private final LongSupplier nanoTime;
    private double next;

    RateLimiter(double eventsPerSecond, LongSupplier nanoTime) {
        this.interval = NANOS_PER_SECOND / eventsPerSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Waits until the next event is due. Returns false and clears the interrupt status if the thread was interrupted. */
    boolean await() {
        long now = nanoTime.getAsLong();
        while (interval > 0 && now < next && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos((long) (next - now));
            now = nanoTime.getAsLong();
        }
        next = Math.max(next + interval, (double) now - MAX_CATCH_UP_NANOS);
        return !Thread.interrupted();
    }
}
