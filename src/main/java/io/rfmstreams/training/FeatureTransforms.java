package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Transform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The transforms of the raw features. */
public record FeatureTransforms(Transform recency, Transform frequency, Transform monetary) {

    /** Spend and counts are skewed, days are not: the logarithm of recency would make segments a matter of two weeks. */
    public static final FeatureTransforms DEFAULTS =
            new FeatureTransforms(Transform.IDENTITY, Transform.LOG1P, Transform.LOG1P);

    /** Returns the same transform for all features. */
    public static FeatureTransforms all(Transform transform) {
        return new FeatureTransforms(transform, transform, transform);
    }

    /**
     * Parses the transforms of the configuration: {@code identity} or {@code log1p}, once for all features, or three of
     * them, separated by commas, for recency, frequency and monetary.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static FeatureTransforms parse(String text) {
        List<Transform> transforms = Arrays.stream(text.split(",", -1))
                .map(FeatureTransforms::transform)
                .toList();
        return switch (transforms.size()) {
            case 1 -> all(transforms.get(0));
            case 3 -> new FeatureTransforms(transforms.get(0), transforms.get(1), transforms.get(2));
            default -> throw new IllegalArgumentException("transforms must be one or three, not '" + text + "'");
        };
    }

    private static Transform transform(String text) {
        String name = text.trim();
        return Arrays.stream(Transform.values())
                .filter(transform -> transform.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("transform must be identity or log1p, not '" + name + "'"));
    }
}
