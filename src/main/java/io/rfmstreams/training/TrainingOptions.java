package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import java.util.OptionalInt;

/**
 * The options of a training.
 *
 * @param k number of segments, {@value #MIN_K} to {@value #MAX_K}; empty to select it from 2 to 10 by silhouette
 * @param restarts number of seeded starts of K-Means, in addition to the warm start from the parent. With nine or ten
 *     segments only one start in twenty comes within 0.1 % of the lowest inertia; the default is high enough for that
 * @param seed seed of all random choices
 * @param transforms transform of each raw feature
 * @param scaling scaling of each transformed feature
 * @param naming how segments are named and ranked
 * @param limits limits of the checks before activation
 */
public record TrainingOptions(
        OptionalInt k,
        int restarts,
        long seed,
        FeatureTransforms transforms,
        Scaling scaling,
        NamingRules naming,
        CheckLimits limits) {

    public static final int MIN_K = 2;
    public static final int MAX_K = 16;

    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            OptionalInt.of(4),
            100,
            42,
            FeatureTransforms.DEFAULTS,
            Scaling.STANDARD,
            NamingRules.DEFAULTS,
            CheckLimits.DEFAULTS);

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

    /** Returns these options with the number of segments selected by silhouette. */
    public TrainingOptions withAutomaticK() {
        return withK(OptionalInt.empty());
    }

    private TrainingOptions withK(OptionalInt segments) {
        return new TrainingOptions(segments, restarts, seed, transforms, scaling, naming, limits);
    }

    public TrainingOptions withRestarts(int starts) {
        return new TrainingOptions(k, starts, seed, transforms, scaling, naming, limits);
    }

    public TrainingOptions withSeed(long newSeed) {
        return new TrainingOptions(k, restarts, newSeed, transforms, scaling, naming, limits);
    }

    public TrainingOptions withFeatures(FeatureTransforms newTransforms, Scaling newScaling) {
        return new TrainingOptions(k, restarts, seed, newTransforms, newScaling, naming, limits);
    }

    public TrainingOptions withNaming(NamingRules.Method method) {
        return new TrainingOptions(
                k,
                restarts,
                seed,
                transforms,
                scaling,
                new NamingRules(method, naming.archetypes(), naming.fadingAfter()),
                limits);
    }

    public TrainingOptions withMinCustomers(int customers) {
        return new TrainingOptions(k, restarts, seed, transforms, scaling, naming, limits.withMinCustomers(customers));
    }
}
