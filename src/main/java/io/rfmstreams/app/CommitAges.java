package io.rfmstreams.app;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How long ago each stream thread has committed last, found out by looking at how often it has done so. */
final class CommitAges {

    private final Supplier<Map<String, Double>> commits;
    private final LongSupplier nanoClock;
    private final Map<String, Commit> last = new HashMap<>();

    /** How many commits a thread had made when it was seen to have made more than before, and when that was. */
    private record Commit(double total, long at) {}

    /**
     * Knows of commits from the next {@link #look} on.
     *
     * @param commits how often each thread that has work has committed so far, by its name
     */
    CommitAges(Supplier<Map<String, Double>> commits, LongSupplier nanoClock) {
        this.commits = commits;
        this.nanoClock = nanoClock;
    }

    /** Notes who has committed since the last look. A thread that is new is taken to commit now. */
    synchronized void look() {
        Map<String, Double> totals = commits.get();
        long now = nanoClock.getAsLong();
        last.keySet().retainAll(totals.keySet());
        totals.forEach((thread, total) -> {
            Commit before = last.get(thread);
            if (before == null || total > before.total()) {
                last.put(thread, new Commit(total, now));
            }
        });
    }

    /** The time since the last commit of the thread that has waited longest, exact to the period of looks; empty without threads. */
    synchronized Optional<Duration> longest() {
        long now = nanoClock.getAsLong();
        return last.values().stream()
                .map(commit -> Duration.ofNanos(now - commit.at()))
                .max(Comparator.naturalOrder());
    }
}
