package io.rfmstreams.segment;

import java.util.stream.IntStream;

/**
 * How one raw feature becomes a coordinate: transformed, then moved by {@code center} and divided by {@code scale}.
 *
 * @param center mean ({@link Scaling#STANDARD}) or minimum ({@link Scaling#MINMAX}) of the transformed feature
 * @param scale population deviation or range of the transformed feature, above 0
 */
public record FeatureScaling(Transform transform, Scaling scaling, double center, double scale) {

    /** What is done to a raw value first. */
    public enum Transform {
        IDENTITY {
            @Override
            public double apply(double raw) {
                return raw;
            }

            @Override
            double invert(double transformed) {
                return transformed;
            }
        },
        LOG1P {
            @Override
            public double apply(double raw) {
                int whole = (int) raw;
                return whole == raw && whole < OF_WHOLE.length && whole >= 0 ? OF_WHOLE[whole] : Math.log1p(raw);
            }

            @Override
            double invert(double transformed) {
                return Math.expm1(transformed);
            }
        };

        /** Days and orders are small whole numbers, and looking a logarithm up takes a tenth of the time. */
        private static final double[] OF_WHOLE =
                IntStream.range(0, 4_096).mapToDouble(Math::log1p).toArray();

        /** Transforms a raw value of at least 0. */
        public abstract double apply(double raw);

        /** The raw value that is transformed to this, up to rounding. */
        abstract double invert(double transformed);
    }

    /** What center and scale stand for. */
    public enum Scaling {
        STANDARD,
        /** Clipped to 0..1. */
        MINMAX
    }

    public FeatureScaling {
        if (!Double.isFinite(center)) {
            throw new InvalidModelException("center must be finite, not " + center);
        }
        if (!(Double.isFinite(scale) && scale > 0)) {
            throw new InvalidModelException("scale must be above 0 and finite, not " + scale);
        }
    }

    /** The scaled coordinate of a raw value of at least 0. */
    public double scale(double raw) {
        return scaleTransformed(transform.apply(raw));
    }

    /** The scaled coordinate of a value that has been transformed already. */
    public double scaleTransformed(double transformed) {
        double scaled = (transformed - center) / scale;
        return scaling == Scaling.MINMAX ? Math.min(1, Math.max(0, scaled)) : scaled;
    }

    /** The raw value of a scaled coordinate, up to rounding; beyond the clipping as if there were none. */
    double unscale(double scaled) {
        return transform.invert(scaled * scale + center);
    }
}
