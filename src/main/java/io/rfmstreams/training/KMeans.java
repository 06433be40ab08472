package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * K-Means on weighted points: the warm starts and the seeded ones, each run to convergence by {@link Lloyd}; the best few
 * are improved by {@link HartiganRefinement}, and the lowest inertia wins, the first start at a tie.
 *
 * <p>What lies within a hundredth of the lowest counts as a tie for a warm start, and it goes no farther than that: there
 * are many places of nearly the same inertia, and going from one to another with every fit would move customers for nothing.
 *
 * <p>The same points in the same order, and the same options, give the same result to the bit.
 */
final class KMeans {

    private static final int IMPROVED = 4;
    private static final double TIE = 1.01;

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
        double enough = TIE * best.inertia();
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
                .mapToObj(seed -> () -> KMeansPlusPlus.plusPlus(points, options.k(), new Random(seed)));
        List<KMeansResult> runs = Stream.concat(warm, seeded).toList().parallelStream()
                .map(start -> Lloyd.run(points, start.get(), Lloyd.MAX_ITERATIONS))
                .sorted(Comparator.comparingDouble(KMeansResult::inertia))
                .limit(IMPROVED)
                .toList();
        return runs.parallelStream()
                .map(run -> HartiganRefinement.improve(points, run))
                .reduce((best, next) -> next.inertia() < best.inertia() ? next : best)
                .orElseThrow();
    }
}
