package io.rfmstreams.training;

import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Rules that select a number of clusters from candidates. */
final class KSelection {

    /** Another k replaces the parent's only if its silhouette is at least this much higher. */
    static final double MIN_GAIN = 0.02;

    private KSelection() {}

    /**
     * Selects the k with the highest silhouette, the lower k at a tie. The parent's k is kept unless the gain is at least
     * {@value #MIN_GAIN}.
     *
     * @param parentK the parent's number of segments; null without a parent
     */
    static int bySilhouette(List<Candidate> candidates, @Nullable Integer parentK) {
        Candidate best = candidates.stream()
                .max(Comparator.comparingDouble(KSelection::silhouette)
                        .thenComparing(Comparator.comparingInt(Candidate::k).reversed()))
                .orElseThrow();
        return candidates.stream()
                .filter(candidate -> parentK != null && candidate.k() == parentK)
                .filter(candidate -> silhouette(best) - silhouette(candidate) < MIN_GAIN)
                .findFirst()
                .orElse(best)
                .k();
    }

    /**
     * Returns the k at the elbow of the inertia curve: the one that lies farthest below the straight line between the ends
     * of the curve, with both axes scaled to 0..1 (Satopää et al., "Finding a 'Kneedle' in a Haystack", 2011). At a tie it
     * is the lower k.
     *
     * @param curve candidates by ascending k
     * @return empty for fewer than three candidates, or if the inertia does not fall
     */
    static OptionalInt elbow(List<Candidate> curve) {
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

    private static double silhouette(Candidate candidate) {
        Double silhouette = candidate.silhouette();
        return silhouette == null ? Double.NEGATIVE_INFINITY : silhouette;
    }
}
