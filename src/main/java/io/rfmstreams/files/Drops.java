package io.rfmstreams.files;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts dropped input lines by reason, and reports the rejected ones. */
final class Drops {

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final LineListener listener;
    private long rejected;

    Drops(LineListener listener) {
        this.listener = listener;
    }

    /** Counts a line that is dropped by a rule. */
    void drop(String reason) {
        drop(reason, 1);
    }

    /** Counts lines that are dropped by a rule. */
    void drop(String reason, long lines) {
        counts.merge(reason, lines, Long::sum);
    }

    /** Counts and reports a line that cannot be understood. */
    void reject(long line, String text, Problem problem) {
        drop(problem.reason());
        rejected++;
        listener.onRejected(new RejectedLine(line, text, problem));
    }

    /** Returns the number of dropped and rejected lines by reason. */
    SortedMap<String, Long> counts() {
        return counts;
    }

    /** Returns the number of rejected lines. */
    long rejected() {
        return rejected;
    }
}
