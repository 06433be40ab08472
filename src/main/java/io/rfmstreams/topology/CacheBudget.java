package io.rfmstreams.topology;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes all tasks of an instance may keep in memory together. */
public final class CacheBudget {

    private final long bytes;
    private final AtomicLong used = new AtomicLong();

    /** @param bytes at least 0 */
    public CacheBudget(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, not " + bytes);
        }
        this.bytes = bytes;
    }

    /** Takes bytes, or gives them back where the number is negative. */
    void take(long more) {
        used.addAndGet(more);
    }

    boolean isExceeded() {
        return used.get() > bytes;
    }
}
