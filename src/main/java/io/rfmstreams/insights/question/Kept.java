package io.rfmstreams.insights.question;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values that take long to compute, each for a time in proportion to that: a value is given again for {@value #FRESH}
 * times as long as it took, and until {@value #USABLE} times as long while it is computed again in the background. Computing a
 * value therefore takes at most a tenth of the time of one thread, and values that are quickly computed are never old. Both times
 * have a limit, because a busy machine computes slowly. Callers who ask for a value that is being computed wait for that
 * computation.
 */
final class Kept<K, V> {

    static final int FRESH = 10;
    static final int USABLE = 40;

    private final Map<K, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostBytes;
    private final ToLongFunction<V> bytes;
    private final long longestNanos;
    private final Executor background;
    private final LongSupplier nanos;

    /**
     * Creates an instance that keeps nothing yet.
     *
     * @param mostBytes memory of all values; beyond it, those are dropped that were not asked for the longest time
     * @param bytes estimates the memory of a value
     * @param longest how long a value is fresh at most, however long it took
     * @param background computes values again
     * @param nanos a monotonic clock in nanoseconds
     */
    Kept(long mostBytes, ToLongFunction<V> bytes, Duration longest, Executor background, LongSupplier nanos) {
        this.mostBytes = mostBytes;
        this.bytes = bytes;
        this.longestNanos = longest.toNanos();
        this.background = background;
        this.nanos = nanos;
    }

    /**
     * Returns the value of a key.
     *
     * @param computation computes it, in this thread or in another one; what it throws, each caller who waits for it gets
     */
    V get(K key, Supplier<V> computation) {
        Computation<V> task;
        synchronized (entries) {
            Entry entry = entries.computeIfAbsent(key, any -> new Entry());
            Value<V> known = entry.value;
            long now = nanos.getAsLong();
            if (known != null && known.isUsable(now, FRESH)) {
                return known.value();
            }
            Computation<V> running = entry.running;
            boolean isNew = running == null;
            if (running == null) {
                running = new Computation<>(() -> compute(entry, computation));
                entry.running = running;
            }
            task = running;
            if (known != null && known.isUsable(now, USABLE)) {
                if (isNew) {
                    background.execute(task);
                }
                return known.value();
            }
        }
        task.run();
        return task.await();
    }

    private V compute(Entry entry, Supplier<V> computation) {
        long start = nanos.getAsLong();
        Value<V> computed = null;
        try {
            V value = computation.get();
            long cost = Math.min(nanos.getAsLong() - start, longestNanos / FRESH);
            computed = new Value<>(value, start, cost, bytes.applyAsLong(value));
            return value;
        } finally {
            synchronized (entries) {
                entry.running = null;
                if (computed != null) {
                    entry.value = computed;
                }
                dropOldValues();
            }
        }
    }

    /** Drops what is too old to be given, then what was not asked for the longest time. */
    private void dropOldValues() {
        long now = nanos.getAsLong();
        entries.values().removeIf(entry -> !entry.isUsable(now));
        long total = entries.values().stream().mapToLong(Entry::bytes).sum();
        Iterator<Entry> longestUnused = entries.values().iterator();
        while (total > mostBytes && longestUnused.hasNext()) {
            total -= longestUnused.next().bytes();
            longestUnused.remove();
        }
    }

    /** A value, when its computation began, and how long it took, as far as that counts. */
    private record Value<V>(V value, long startedAt, long cost, long bytes) {

        boolean isUsable(long now, int times) {
            return now - startedAt <= times * cost;
        }
    }

    private final class Entry {

        private @Nullable Value<V> value;
        private @Nullable Computation<V> running;

        boolean isUsable(long now) {
            Value<V> known = value;
            return running != null || (known != null && known.isUsable(now, USABLE));
        }

        long bytes() {
            Value<V> known = value;
            return known == null ? 0 : known.bytes();
        }
    }
}
