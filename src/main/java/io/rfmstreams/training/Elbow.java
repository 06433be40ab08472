package io.rfmstreams.training;

import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The elbow of the inertia curve: the k farthest below the straight line between the curve's ends, both axes scaled to 0..1
 * (Satopää and others, "Finding a kneedle in a haystack", 2011); the lower k at a tie.
 */
final class Elbow {

    private Elbow() {}

    /** @param curve by ascending k; empty for fewer than three candidates, or an inertia that does not fall */
    static OptionalInt of(List<Candidate> curve) {
        if (curve.size() < 3) {
            return OptionalInt.empty();
        }
        Candidate first = curve.get(0);
        Candidate last = curve.get(curve.size() - 1);
        double fall = first.inertia() - last.inertia();
        if (!(fall > 0)) {
            return OptionalInt.empty();
        }
        return curve.stream()
                .max(Comparator.<Candidate>comparingDouble(candidate -> (first.inertia() - candidate.inertia()) / fall
                                - (candidate.k() - first.k()) / (double) (last.k() - first.k()))
                        .thenComparing(Comparator.comparingInt(Candidate::k).reversed()))
                .map(candidate -> OptionalInt.of(candidate.k()))
                .orElseThrow();
    }
}
