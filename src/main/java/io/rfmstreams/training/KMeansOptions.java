package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;

/**
 * The options of a K-Means run.
 *
 * @param k number of clusters, at least 1
 * @param restarts number of seeded starts, at least 1
 * @param seed seed of all random choices; each start draws a seed of its own, so that more starts include the earlier ones
 * @param warmStarts lists of k start centroids, in scaled units; they are tried before the seeded starts
 */
record KMeansOptions(int k, int restarts, long seed, List<List<RfmPoint>> warmStarts) {

    KMeansOptions {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        if (restarts < 1) {
            throw new IllegalArgumentException("restarts must be at least 1, not " + restarts);
        }
        warmStarts = warmStarts.stream().map(List::copyOf).toList();
        for (List<RfmPoint> start : warmStarts) {
            if (start.size() != k) {
                throw new IllegalArgumentException(
                        "warmStarts must have " + k + " centroids each, not " + start.size());
            }
        }
    }
}
