package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;

/**
 * How a model is fitted.
 *
 * @param k number of segments, {@value #MIN_K} to {@value #MAX_K}
 * @param restarts seeded starts of K-Means; the parent's warm start comes on top. The default is what it takes to come
 *     within 0.1 % of the best inertia at nine or ten segments, where as little as one start in twenty does
 * @param seed of all random choices
 * @param transform what is done to each raw feature first
 * @param scaling how each transformed feature is scaled
 * @param naming how segments are named and ranked
 * @param minCustomers fewer customers than this are not fitted
 */
public record TrainingOptions(
        int k, int restarts, long seed, Transform transform, Scaling scaling, Naming naming, int minCustomers) {

    public static final int MIN_K = 2;
    public static final int MAX_K = 16;

    public static final TrainingOptions DEFAULTS =
            new TrainingOptions(4, 100, 42, Transform.LOG1P, Scaling.STANDARD, Naming.ARCHETYPE, 100);

    public TrainingOptions {
        if (k < MIN_K || k > MAX_K) {
            throw new IllegalArgumentException("k must be " + MIN_K + " to " + MAX_K + ", not " + k);
        }
        if (restarts < 1) {
            throw new IllegalArgumentException("restarts must be at least 1, not " + restarts);
        }
        if (minCustomers < 1) {
            throw new IllegalArgumentException("minCustomers must be at least 1, not " + minCustomers);
        }
    }

    public TrainingOptions withK(int segments) {
        return new TrainingOptions(segments, restarts, seed, transform, scaling, naming, minCustomers);
    }

    public TrainingOptions withRestarts(int starts) {
        return new TrainingOptions(k, starts, seed, transform, scaling, naming, minCustomers);
    }

    public TrainingOptions withSeed(long newSeed) {
        return new TrainingOptions(k, restarts, newSeed, transform, scaling, naming, minCustomers);
    }

    public TrainingOptions withFeatures(Transform newTransform, Scaling newScaling) {
        return new TrainingOptions(k, restarts, seed, newTransform, newScaling, naming, minCustomers);
    }

    public TrainingOptions withNaming(Naming newNaming) {
        return new TrainingOptions(k, restarts, seed, transform, scaling, newNaming, minCustomers);
    }

    public TrainingOptions withMinCustomers(int customers) {
        return new TrainingOptions(k, restarts, seed, transform, scaling, naming, customers);
    }
}
