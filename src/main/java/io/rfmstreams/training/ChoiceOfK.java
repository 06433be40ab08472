package io.rfmstreams.training;

import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the number of segments by the highest silhouette, the lower k at a tie. */
final class ChoiceOfK {

    /** By how much another k must be better than the parent's for segments to be made or given up. */
    static final double WORTH_A_CHANGE = 0.02;

    private ChoiceOfK() {}

    /** @param parentK the parent's number of segments, which is kept unless it is beaten clearly; null without a parent */
    static int of(List<Candidate> candidates, @Nullable Integer parentK) {
        Candidate best = candidates.stream()
                .max(Comparator.comparingDouble(ChoiceOfK::silhouette)
                        .thenComparing(Comparator.comparingInt(Candidate::k).reversed()))
                .orElseThrow();
        Optional<Candidate> kept = candidates.stream()
                .filter(candidate -> parentK != null && candidate.k() == parentK)
                .filter(candidate -> silhouette(best) - silhouette(candidate) < WORTH_A_CHANGE)
                .findFirst();
        return kept.orElse(best).k();
    }

    private static double silhouette(Candidate candidate) {
        Double silhouette = candidate.silhouette();
        return silhouette == null ? Double.NEGATIVE_INFINITY : silhouette;
    }
}
