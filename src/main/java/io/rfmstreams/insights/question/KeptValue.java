package io.rfmstreams.insights.question;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed again in the background. Once there is one, nobody waits: who asks for one that is older than {@value
 * #FRESH} times as long as it took gets it, and the next one is computed. {@link #refresh} computes it without a question. The age
 * counts from the end of a computation, so that even a starved one pauses.
 */
final class KeptValue<V> {

    static final int FRESH = 10;

    /** The same without a question: it takes a hundredth of a processor. */
    static final int FRESH_WITHOUT_QUESTION = 100;

    /** However long it took, because a busy machine computes slowly. */
    private static final long MAX_COST = Duration.ofSeconds(1).toNanos();

    private final Supplier<V> computation;
    private final Executor background;
    private final LongSupplier nanos;
    private @Nullable Held<V> held;
    private @Nullable Computation<V> running;

    private record Held<V>(V value, long completedAt, long cost) {}

    /** @param nanos a monotonic clock in nanoseconds */
    KeptValue(Supplier<V> computation, Executor background, LongSupplier nanos) {
        this.computation = computation;
        this.background = background;
        this.nanos = nanos;
    }

    /** Returns the value. The first one is computed in this thread, or in another one for which this one waits. */
    V get() {
        Held<V> known;
        Computation<V> task;
        synchronized (this) {
            known = held;
            if (known != null && (running != null || !isOlder(known, FRESH))) {
                return known.value();
            }
            task = running == null ? new Computation<>(this::compute) : running;
            running = task;
        }
        if (known == null) {
            task.run();
            return task.await();
        }
        background.execute(task);
        synchronized (this) {
            return (held == null ? known : held).value();
        }
    }

    /** Computes the value if there is none, or if it is old even for one that nobody asks for. Throws what that has thrown. */
    void refresh() {
        Computation<V> task;
        synchronized (this) {
            if (running != null || (held != null && !isOlder(held, FRESH_WITHOUT_QUESTION))) {
                return;
            }
            task = new Computation<>(this::compute);
            running = task;
        }
        task.run();
        task.await();
    }

    private boolean isOlder(Held<V> known, int costs) {
        return nanos.getAsLong() - known.completedAt() > costs * known.cost();
    }

    /** If it fails, there is no value any more, so that the next question shows the failure. */
    private V compute() {
        long start = nanos.getAsLong();
        Held<V> computed = null;
        try {
            V value = computation.get();
            long end = nanos.getAsLong();
            computed = new Held<>(value, end, Math.min(end - start, MAX_COST));
            return value;
        } finally {
            synchronized (this) {
                held = computed;
                running = null;
            }
        }
    }
}
