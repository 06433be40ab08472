package io.rfmstreams.demo;

import io.rfmstreams.contract.InvalidFieldException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts dropped input lines by reason, and reports the malformed ones. */
final class Drops {

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final Consumer<RejectedLine> rejected;

    Drops(Consumer<RejectedLine> rejected) {
        this.rejected = rejected;
    }

    /** Counts a line that is dropped by a rule. */
    void drop(String reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /** Counts and reports a malformed line. */
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
