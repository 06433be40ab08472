package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;

/**
 * How K-Means is run.
 *
 * @param k number of clusters, at least 1
 * @param restarts seeded starts, at least 1
 * @param seed of all random choices; each restart draws its own from it, so that more restarts keep the earlier ones
 * @param warmStarts lists of k centroids that are tried as well, before the seeded starts
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
