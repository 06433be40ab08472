package io.rfmstreams.app;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tracks the time of the last commit of each stream thread from its commit count. */
final class CommitAges {

    private final Supplier<Map<String, Double>> commits;
    private final LongSupplier nanoClock;
    private final Map<String, Commit> last = new HashMap<>();

    /** The commit count of a thread and the time at which the count was first seen. */
    private record Commit(double total, long at) {}

    /**
     * Creates an instance without known commits; see {@link #update}.
     *
     * @param commits how often each thread with tasks has committed, by the name of the thread
     */
    CommitAges(Supplier<Map<String, Double>> commits, LongSupplier nanoClock) {
        this.commits = commits;
        this.nanoClock = nanoClock;
    }

    /**
     * Reads the commit counts. The time of a commit is the time of the update that sees it. A new thread counts as
     * having committed.
     */
    synchronized void update() {
        Map<String, Double> totals = commits.get();
        long now = nanoClock.getAsLong();
        last.keySet().retainAll(totals.keySet());
        totals.forEach((thread, total) -> {
            Commit previous = last.get(thread);
            if (previous == null || total > previous.total()) {
                last.put(thread, new Commit(total, now));
            }
        });
    }

    /**
     * Returns the time since the oldest last commit of a thread, with the precision of the update interval; empty
     * without threads.
     */
    synchronized Optional<Duration> longest() {
        long now = nanoClock.getAsLong();
        return last.values().stream()
                .map(commit -> Duration.ofNanos(now - commit.at()))
                .max(Comparator.naturalOrder());
    }
}
