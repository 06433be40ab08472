package io.rfmstreams.topology;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the customer caches of all tasks of an instance may take together. Each open cache has an equal share. A cache
 * may take more than its share while the total is not exceeded. When it is, every cache above its share gives memory back, and a
 * cache below its share still grows up to it.
 *
 * <p>Each cache belongs to the thread of its task, so that a cache gives memory back only when its own task works: when the
 * task next changes a customer, or next looks for a new model. Until then the total may be exceeded by the shares of the other
 * caches: all caches take at most twice the bytes while the number of tasks stays the same.
 */
public final class CacheBudget {

    /** A cache that must shrink frees this fraction of its share more than it must, so that it does not shrink each time. */
    private static final int SLACK = 16;

    private final long bytes;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger shares = new AtomicInteger();

    /** @param bytes at least 0 */
    public CacheBudget(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, not " + bytes);
        }
        this.bytes = bytes;
    }

    /** Opens the share of one more cache. */
    Share open() {
        shares.incrementAndGet();
        return new Share();
    }

    /** What all caches have taken, in bytes. */
    long used() {
        return used.get();
    }

    boolean isExceeded() {
        return used() > bytes;
    }

    private long fairShare() {
        return bytes / Math.max(1, shares.get());
    }

    /** What one cache has taken of the budget. Used by one thread. */
    final class Share {

        private long taken;

        private Share() {}

        /** Takes bytes, or gives them back where the number is negative. */
        void take(long more) {
            if (more != 0) {
                taken += more;
                used.addAndGet(more);
            }
        }

        long taken() {
            return taken;
        }

        /** Whether the cache must give memory back. */
        boolean mustShrink() {
            return isExceeded() && taken > fairShare();
        }

        /** How many bytes a cache that must shrink may keep. */
        long mayKeep() {
            long fair = fairShare();
            return Math.max(fair, taken - (used() - bytes)) - fair / SLACK;
        }

        /** Gives everything back. */
        void close() {
            take(-taken);
            shares.decrementAndGet();
        }
    }
}
