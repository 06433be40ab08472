package io.rfmstreams.demo;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts in the past and runs faster than the wall clock until it has caught up with it. */
final class LapseClock implements InstantSource {

    private final long start;
    private final int factor;
    private final InstantSource wallClock;
    private final long wallStart;

    /**
     * Starts the clock.
     *
     * @param start first time, epoch milliseconds
     * @param factor how much faster than the wall clock it runs, at least 1
     */
    LapseClock(long start, int factor, InstantSource wallClock) {
        if (factor < 1) {
            throw new IllegalArgumentException("factor must be at least 1, not " + factor);
        }
        this.start = start;
        this.factor = factor;
        this.wallClock = wallClock;
        this.wallStart = wallClock.millis();
    }

    @Override
    public long millis() {
        long wall = wallClock.millis();
        return Math.max(start, Math.min(start + (wall - wallStart) * factor, wall));
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
