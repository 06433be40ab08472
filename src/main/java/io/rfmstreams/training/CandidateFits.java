package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * K-Means fits for every number of clusters from {@value #MIN_K} to {@value #MAX_K}, and for the fixed k if there is one.
 */
final class CandidateFits {

    private static final int MIN_K = 2;
    private static final int MAX_K = 10;
    private static final int MIN_RESTARTS = 10;

    private final PreparedCustomers customers;
    private final TrainingOptions options;
    private final Optional<ParentModel> parent;
    private final SortedMap<Integer, Fit> fits = new TreeMap<>();

    private CandidateFits(PreparedCustomers customers, TrainingOptions options, Optional<ParentModel> parent) {
        this.customers = customers;
        this.options = options;
        this.parent = parent;
    }

    /** The fit for one k: its quality, and the centroids in scaled space. */
    record Fit(Candidate candidate, List<RfmPoint> centroids) {}

    /**
     * Fits the customers with every k.
     *
     * <p>A fit gets all restarts if its k is fixed, or if k is selected and the grid is exact. Other fits get a quarter of
     * the restarts, but at least {@value #MIN_RESTARTS}.
     *
     * @throws TooFewCustomersException if there are fewer distinct customers than the fixed k, or than {@value #MIN_K}
     */
    static CandidateFits of(PreparedCustomers customers, TrainingOptions options, Optional<ParentModel> parent) {
        OptionalInt fixed = options.k();
        int distinct = customers.distinct(Math.max(MAX_K, fixed.orElse(MAX_K)));
        if (distinct < fixed.orElse(MIN_K)) {
            throw TooFewCustomersException.distinct(distinct, fixed.orElse(MIN_K));
        }
        CandidateFits candidates = new CandidateFits(customers, options, parent);
        NavigableSet<Integer> ks = new TreeSet<>();
        IntStream.rangeClosed(MIN_K, Math.min(MAX_K, distinct)).forEach(ks::add);
        fixed.ifPresent(ks::add);
        candidates.fit(List.copyOf(ks));
        return candidates;
    }

    /** Silhouettes come last, since a distance between customers serves all of them. */
    private void fit(List<Integer> ks) {
        List<Clusters> clusters = ks.stream().map(this::cluster).toList();
        List<Silhouette.Estimate> silhouettes = Silhouette.of(
                customers, clusters.stream().map(Clusters::centroids).toList());
        for (int i = 0; i < ks.size(); i++) {
            fits.put(ks.get(i), clusters.get(i).measured(customers.points(), silhouettes.get(i)));
        }
    }

    private Clusters cluster(int k) {
        CustomerClustering clustering = customers.cluster(kMeans(k));
        return new Clusters(clustering.centroids(), clustering.inertia());
    }

    /** What is kept of a clustering of all customers. */
    private record Clusters(List<RfmPoint> centroids, double inertia) {

        Fit measured(Points points, Silhouette.Estimate silhouette) {
            int k = centroids.size();
            ClusterQuality quality = new ClusterQuality(points, points.labels(centroids), k);
            Candidate candidate = new Candidate(
                    k,
                    inertia,
                    finite(silhouette.mean()),
                    finite(silhouette.standardError()),
                    finite(quality.calinskiHarabasz(inertia)),
                    finite(quality.daviesBouldin()));
            return new Fit(candidate, centroids);
        }
    }

    private KMeansOptions kMeans(int k) {
        boolean isFull = options.k().isPresent() ? options.k().getAsInt() == k : customers.isExact();
        int restarts = isFull
                ? options.restarts()
                : Math.min(options.restarts(), Math.max(MIN_RESTARTS, options.restarts() / 4));
        List<List<RfmPoint>> warmStarts = parent.flatMap(model -> model.warmStart(customers.scaled(), k)).stream()
                .toList();
        return new KMeansOptions(k, restarts, options.seed(), warmStarts);
    }

    /**
     * Returns the fit with the fixed k, or else with the k that {@link KSelection} selects.
     *
     * @param parentK the parent's number of segments; null without a parent
     */
    Fit select(@Nullable Integer parentK) {
        int k = options.k().orElseGet(() -> KSelection.bySilhouette(candidates(), parentK));
        return Objects.requireNonNull(fits.get(k));
    }

    TrainingReport.Selection report(int selectedK) {
        OptionalInt elbow = KSelection.elbow(candidates());
        return new TrainingReport.Selection(selectedK, candidates(), elbow.isPresent() ? elbow.getAsInt() : null);
    }

    private List<Candidate> candidates() {
        return fits.values().stream().map(Fit::candidate).toList();
    }

    private static @Nullable Double finite(double measure) {
        return Double.isFinite(measure) ? measure : null;
    }
}
