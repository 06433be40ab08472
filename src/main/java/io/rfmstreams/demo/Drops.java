package io.rfmstreams.demo;

import io.rfmstreams.contract.InvalidFieldException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the lines that are left out, and tells of those that are broken. */
final class Drops {

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final Consumer<RejectedLine> rejected;

    Drops(Consumer<RejectedLine> rejected) {
        this.rejected = rejected;
    }

    /** Leaves lines out by a rule; they are only counted. */
    void drop(String reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /** Leaves out a broken line. */
    void reject(long line, String reason, String detail) {
        drop(reason);
        rejected.accept(new RejectedLine(line, reason, detail));
    }

    void reject(long line, InvalidFieldException invalid) {
        reject(line, invalid.reason().code(), String.valueOf(invalid.getMessage()));
    }

    SortedMap<String, Long> counts() {
        return counts;
    }
}
