package io.rfmstreams.topology;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that the customer caches of all tasks of an instance use together. Each open cache has an equal share. A cache
 * may use more than its share while the total is within the budget. When the total exceeds the budget, caches above their share
 * release memory, and caches below their share may still grow up to it.
 *
 * <p>Only the thread of a task accesses its cache. Therefore a cache releases memory only when its own task changes a customer or
 * polls for a new model. Until then the total may exceed the budget. While the number of tasks stays the same, all caches together
 * use at most twice the budget.
 */
public final class CacheBudget {

    /** A cache that shrinks releases this fraction of its share in addition, so that it does not shrink at every change. */
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
    Share openShare() {
        shares.incrementAndGet();
        return new Share();
    }

    /** Returns the memory that all caches use, in bytes. */
    long used() {
        return used.get();
    }

    boolean isExceeded() {
        return used() > bytes;
    }

    private long fairShare() {
        return bytes / Math.max(1, shares.get());
    }

    /** The memory that one cache uses. Only one thread accesses a share. */
    final class Share {

        private long used;

        private Share() {}

        /** Adds bytes to the used memory; a negative number releases bytes. */
        void add(long bytesMore) {
            if (bytesMore != 0) {
                used += bytesMore;
                CacheBudget.this.used.addAndGet(bytesMore);
            }
        }

        /** Returns the memory that this cache uses, in bytes. */
        long used() {
            return used;
        }

        /** Returns whether the cache must release memory. */
        boolean mustShrink() {
            return isExceeded() && used > fairShare();
        }

        /** Returns the size to which a cache that must shrink shrinks, in bytes. */
        long targetBytes() {
            long fair = fairShare();
            return Math.max(fair, used - (CacheBudget.this.used() - bytes)) - fair / SLACK;
        }

        /** Releases all memory and closes the share. */
        void close() {
            add(-used);
            shares.decrementAndGet();
        }
    }
}
