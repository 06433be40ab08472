package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * K-Means on weighted points.
 *
 * <p>{@link Lloyd} runs from each warm start and from each seeded start until it converges. The {@value #REFINED} results
 * with the lowest inertia are refined by {@link HartiganRefinement}. The result with the lowest inertia is the best fit.
 *
 * <p>A warm start has priority: the first one that reaches an inertia of at most {@value #WARM_START_TOLERANCE} times the
 * lowest is returned, with its centroids moved no farther than that. Many optima have nearly the same inertia. Without this
 * rule each refit could end in another of them and move customers between segments without need.
 *
 * <p>The same points in the same order and the same options give the same result to the bit.
 */
final class KMeans {

    private static final int REFINED = 4;
    private static final double WARM_START_TOLERANCE = 1.01;

    private KMeans() {}

    /**
     * Fits the points.
     *
     * @throws IllegalArgumentException if there are fewer distinct points than clusters
     */
    static KMeansResult fit(Points points, KMeansOptions options) {
        int distinct = points.distinct(options.k());
        if (distinct < options.k()) {
            throw new IllegalArgumentException(
                    "points must have at least " + options.k() + " distinct ones, not " + distinct);
        }
        KMeansResult best = best(points, options);
        double enough = WARM_START_TOLERANCE * best.inertia();
        return options.warmStarts().stream()
                .map(start -> Lloyd.runTo(enough, points, start))
                .filter(warm -> warm.inertia() <= enough)
                .findFirst()
                .orElse(best);
    }

    private static KMeansResult best(Points points, KMeansOptions options) {
        Stream<Supplier<List<RfmPoint>>> warm = options.warmStarts().stream().map(start -> () -> start);
        Stream<Supplier<List<RfmPoint>>> seeded = new Random(options.seed())
                .longs(options.restarts())
                .mapToObj(seed -> () -> KMeansPlusPlus.centroids(points, options.k(), new Random(seed)));
        List<KMeansResult> runs = Stream.concat(warm, seeded).toList().parallelStream()
                .map(start -> Lloyd.run(points, start.get(), Lloyd.MAX_ITERATIONS))
                .sorted(Comparator.comparingDouble(KMeansResult::inertia))
                .limit(REFINED)
                .toList();
        return runs.parallelStream()
                .map(run -> HartiganRefinement.improve(points, run))
                .reduce((best, next) -> next.inertia() < best.inertia() ? next : best)
                .orElseThrow();
    }
}
