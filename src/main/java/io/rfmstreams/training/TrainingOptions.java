package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import java.util.OptionalInt;

/**
 * How a model is fitted.
 *
 * @param k number of segments, {@value #MIN_K} to {@value #MAX_K}; empty to choose it from 2 to 10 by silhouette
 * @param restarts seeded starts of K-Means; the parent's warm start comes on top. The default is what it takes to come
 *     within 0.1 % of the best inertia at nine or ten segments, where as little as one start in twenty does
 * @param seed of all random choices
 * @param transform what is done to each raw feature first
 * @param scaling how each transformed feature is scaled
 * @param naming how segments are named and ranked
 * @param limits what is checked before a model becomes active
 */
public record TrainingOptions(
        OptionalInt k,
        int restarts,
        long seed,
        Transform transform,
        Scaling scaling,
        NamingRules naming,
        CheckLimits limits) {

    public static final int MIN_K = 2;
    public static final int MAX_K = 16;

    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            OptionalInt.of(4), 100, 42, Transform.LOG1P, Scaling.STANDARD, NamingRules.DEFAULTS, CheckLimits.DEFAULTS);

    public TrainingOptions {
        k.ifPresent(TrainingOptions::requireK);
        if (restarts < 1) {
            throw new IllegalArgumentException("restarts must be at least 1, not " + restarts);
        }
    }

    private static void requireK(int k) {
        if (k < MIN_K || k > MAX_K) {
            throw new IllegalArgumentException("k must be " + MIN_K + " to " + MAX_K + ", not " + k);
        }
    }

    public TrainingOptions withK(int segments) {
        return withK(OptionalInt.of(segments));
    }

    /** The same with the number of segments chosen by silhouette. */
    public TrainingOptions withAutomaticK() {
        return withK(OptionalInt.empty());
    }

    private TrainingOptions withK(OptionalInt segments) {
        return new TrainingOptions(segments, restarts, seed, transform, scaling, naming, limits);
    }

    public TrainingOptions withRestarts(int starts) {
        return new TrainingOptions(k, starts, seed, transform, scaling, naming, limits);
    }

    public TrainingOptions withSeed(long newSeed) {
        return new TrainingOptions(k, restarts, newSeed, transform, scaling, naming, limits);
    }

    public TrainingOptions withFeatures(Transform newTransform, Scaling newScaling) {
        return new TrainingOptions(k, restarts, seed, newTransform, newScaling, naming, limits);
    }

    public TrainingOptions withNaming(NamingRules.Method method) {
        return new TrainingOptions(
                k, restarts, seed, transform, scaling, new NamingRules(method, naming.archetypes()), limits);
    }

    public TrainingOptions withMinCustomers(int customers) {
        return new TrainingOptions(k, restarts, seed, transform, scaling, naming, limits.withMinCustomers(customers));
    }
}
