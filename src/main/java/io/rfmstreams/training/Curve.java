package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fits with every number of segments from 2 to 10, and the one that was asked for. */
final class Curve {

    private static final int LEAST_K = 2;
    private static final int MOST_K = 10;
    private static final int LEAST_RESTARTS = 10;

    private final SortedMap<Integer, CandidateFit> fits;

    private Curve(SortedMap<Integer, CandidateFit> fits) {
        this.fits = fits;
    }

    /**
     * Fits all candidates; with a quarter of the restarts the others than a fixed k, which are only shown, and, where k is to
     * be chosen, all candidates of more customers than can be summed up exactly.
     *
     * @throws TooFewCustomersException with fewer distinct customers than the fixed k, or than two
     */
    static Curve of(PreparedCustomers customers, TrainingOptions options, Optional<ParentModel> parent) {
        OptionalInt fixed = options.k();
        int distinct = customers.distinct(Math.max(MOST_K, fixed.orElse(MOST_K)));
        if (distinct < fixed.orElse(LEAST_K)) {
            throw TooFewCustomersException.distinct(distinct, fixed.orElse(LEAST_K));
        }
        CandidateFits candidates = new CandidateFits(customers);
        SortedMap<Integer, CandidateFit> fits = new TreeMap<>();
        for (int k = LEAST_K; k <= Math.min(MOST_K, distinct); k++) {
            boolean brief = fixed.isPresent() ? fixed.getAsInt() != k : !customers.isExact();
            fits.put(k, candidates.fit(kMeans(customers, options, parent, k, brief)));
        }
        fixed.ifPresent(
                k -> fits.computeIfAbsent(k, it -> candidates.fit(kMeans(customers, options, parent, it, false))));
        return new Curve(fits);
    }

    private static KMeansOptions kMeans(
            PreparedCustomers customers, TrainingOptions options, Optional<ParentModel> parent, int k, boolean brief) {
        int restarts = brief
                ? Math.min(options.restarts(), Math.max(LEAST_RESTARTS, options.restarts() / 4))
                : options.restarts();
        List<List<RfmPoint>> warmStarts = parent.flatMap(view -> view.warmStart(customers.scaled(), k)).stream()
                .toList();
        return new KMeansOptions(k, restarts, options.seed(), warmStarts);
    }

    /** By ascending k. */
    List<Candidate> candidates() {
        return fits.values().stream().map(CandidateFit::candidate).toList();
    }

    /** The fit with the k that was asked for, or else the one of the best silhouette; see {@link ChoiceOfK}. */
    CandidateFit chosen(OptionalInt fixed, @Nullable Integer parentK) {
        int k = fixed.orElseGet(() -> ChoiceOfK.of(candidates(), parentK));
        return Objects.requireNonNull(fits.get(k));
    }

    /** Where the inertia bends most among 2 to 10, null where it does not. */
    @Nullable
    Integer elbow() {
        OptionalInt elbow = Elbow.of(candidates());
        return elbow.isPresent() ? elbow.getAsInt() : null;
    }
}
