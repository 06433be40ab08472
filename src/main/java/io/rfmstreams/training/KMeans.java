package io.rfmstreams.training;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * K-Means in three dimensions: the warm starts and the seeded ones, each run to convergence by {@link Lloyd}; the lowest
 * inertia wins, the first start at a tie. The same points in the same order, and the same options, give the same
 * result to the bit.
 */
final class KMeans {

    private KMeans() {}

    /**
     * Fits the points.
     *
     * @throws IllegalArgumentException if there are fewer distinct points than clusters
     */
    static Clustering fit(Points points, KMeansOptions options) {
        if (points.size() < options.k()) {
            throw new IllegalArgumentException(
                    "points must have at least " + options.k() + " distinct ones, not " + points.size());
        }
        Random seeds = new Random(options.seed());
        Stream<Points> warm = options.warmStarts().stream().map(Points::of);
        Stream<Points> seeded = IntStream.range(0, options.restarts())
                .mapToObj(restart -> Seeding.plusPlus(points, options.k(), new Random(seeds.nextLong())));
        return Stream.concat(warm, seeded)
                .map(start -> Lloyd.run(points, start, Lloyd.MAX_ITERATIONS))
                .reduce((best, next) -> next.inertia() < best.inertia() ? next : best)
                .orElseThrow();
    }
}
