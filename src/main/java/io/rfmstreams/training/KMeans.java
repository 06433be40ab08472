package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
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
        long[] drawn = seeds.longs(options.restarts()).toArray();
        Stream<Supplier<List<RfmPoint>>> warm = options.warmStarts().stream().map(start -> () -> start);
        Stream<Supplier<List<RfmPoint>>> seeded =
                LongStream.of(drawn).mapToObj(seed -> () -> Seeding.plusPlus(points, options.k(), new Random(seed)));
        return Stream.concat(warm, seeded).toList().parallelStream()
                .map(start -> Lloyd.run(points, start.get(), Lloyd.MAX_ITERATIONS))
                .reduce((best, next) -> next.inertia() < best.inertia() ? next : best)
                .orElseThrow();
    }
}
