package io.rfmstreams.segment;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hand-made models for tests. */
public final class TestModels {

    private static final long TRAINED_AT = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private TestModels() {}

    /**
     * Returns a model with two segments that differ in frequency only. Regular customers have more than {@code border}
     * orders, the others are occasional.
     */
    public static SegmentationModel byFrequency(int version, double border) {
        FeatureScaling plain = new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 0, 1);
        return new SegmentationModel(
                version,
                TRAINED_AT,
                TRAINED_AT,
                null,
                Window.ofDays(365),
                new FeatureSpace(plain, plain, plain),
                List.of(
                        segment("regular", "Regular", 1, new RfmPoint(0, border + 1, 0)),
                        segment("occasional", "Occasional, \"once\"", 2, new RfmPoint(0, border - 1, 0))),
                null,
                null,
                null,
                List.of());
    }

    /**
     * Returns a model with three segments that differ in recency only. A fresh customer becomes cool after {@code cool}
     * days, and cold after {@code cold} days, which must be more than twice as many.
     */
    public static SegmentationModel byRecency(int version, int cool, int cold) {
        return byRecency(version, cool, cold, 1, 2, 3);
    }

    /** The same, with the ranks of the three segments. */
    public static SegmentationModel byRecency(
            int version, int cool, int cold, int freshRank, int coolRank, int coldRank) {
        FeatureScaling plain = new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 0, 1);
        return new SegmentationModel(
                version,
                TRAINED_AT,
                TRAINED_AT,
                null,
                Window.ofDays(365),
                new FeatureSpace(plain, plain, plain),
                List.of(
                        segment("fresh", "Fresh", freshRank, new RfmPoint(0, 0, 0)),
                        segment("cool", "Cool", coolRank, new RfmPoint(2.0 * cool, 0, 0)),
                        segment("cold", "Cold", coldRank, new RfmPoint(2.0 * cold - 2.0 * cool, 0, 0))),
                null,
                null,
                null,
                List.of());
    }

    /**
     * Returns a model with four segments, with log1p and standard scaling.
     *
     * @param shift shift of the centroids towards better values, in scaled units
     */
    public static SegmentationModel shoppers(int version, Window window, double shift) {
        return shoppers(version, window, shift, logarithmic(3.5, 1.3));
    }

    /** The same with recency in days, without a logarithm. */
    public static SegmentationModel shoppersByDays(int version, Window window, double shift) {
        return shoppers(version, window, shift, new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 121, 96.5));
    }

    /** Returns the return probability of the version of a model for shoppers. Every fourth version has none. */
    public static @Nullable ReturnModel returns(int version) {
        long horizon = Duration.ofDays(90).toMillis();
        return switch (version % 4) {
            case 0 -> null;
            case 1 -> new ReturnModel(horizon, 1.5, -0.7, 0.5, 0.08, null);
            case 2 -> new ReturnModel(horizon, 4, -0.8, -0.6, 0.05, null);
            default -> new ReturnModel(horizon, -1, 0.1, -0.4, 0.2, null);
        };
    }

    private static SegmentationModel shoppers(int version, Window window, double shift, FeatureScaling recency) {
        return new SegmentationModel(
                version,
                TRAINED_AT,
                TRAINED_AT,
                null,
                window,
                new FeatureSpace(recency, logarithmic(1.7, 0.9), logarithmic(5.5, 1.4)),
                List.of(
                        segment("champions", "Champions", 1, new RfmPoint(-1.1 - shift, 1.2 + shift, 1.1)),
                        segment("loyal", "Loyal", 2, new RfmPoint(-0.2, 0.4, 0.5 + shift)),
                        segment("at-risk", "At-Risk", 3, new RfmPoint(0.8, 0.3, 0.2)),
                        segment("lost", "Lost", 4, new RfmPoint(1.1, -1.2, -1.4 + shift))),
                null,
                null,
                null,
                List.of());
    }

    private static FeatureScaling logarithmic(double center, double scale) {
        return new FeatureScaling(Transform.LOG1P, Scaling.STANDARD, center, scale);
    }

    private static Segment segment(String id, String name, int rank, RfmPoint centroid) {
        return new Segment(id, name, rank, centroid, null, 0, 0, "Look after " + id);
    }
}
