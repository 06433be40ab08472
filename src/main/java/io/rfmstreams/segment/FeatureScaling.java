package io.rfmstreams.segment;

import java.util.stream.IntStream;

/**
 * How a raw feature becomes a coordinate of the scaled space: (transform(raw) − center) / scale.
 *
 * @param center mean ({@link Scaling#STANDARD}) or minimum ({@link Scaling#MINMAX}) of the transformed feature
 * @param scale population standard deviation ({@link Scaling#STANDARD}) or range ({@link Scaling#MINMAX}) of the
 *     transformed feature, above 0
 */
public record FeatureScaling(Transform transform, Scaling scaling, double center, double scale) {

    /** The transform of a raw value. */
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
                return whole == raw && whole < LOG1P_TABLE.length && whole >= 0 ? LOG1P_TABLE[whole] : Math.log1p(raw);
            }

            @Override
            double invert(double transformed) {
                return Math.expm1(transformed);
            }
        };

        /** log1p of small integers. Days and orders are small integers, and a lookup takes a tenth of the time. */
        private static final double[] LOG1P_TABLE =
                IntStream.range(0, 4_096).mapToDouble(Math::log1p).toArray();

        /** Transforms a raw value, which is at least 0. */
        public abstract double apply(double raw);

        /** Returns the raw value of a transformed value, up to rounding. */
        abstract double invert(double transformed);
    }

    /** The meaning of center and scale. */
    public enum Scaling {
        STANDARD,
        /** The result is clipped to 0..1. */
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

    /** Returns the scaled coordinate of a raw value, which is at least 0. */
    public double scale(double raw) {
        return scaleTransformed(transform.apply(raw));
    }

    /** Returns the scaled coordinate of a transformed value. */
    public double scaleTransformed(double transformed) {
        double scaled = (transformed - center) / scale;
        return scaling == Scaling.MINMAX ? Math.min(1, Math.max(0, scaled)) : scaled;
    }

    /** Returns the raw value of a scaled coordinate, up to rounding. Clipping is ignored. */
    public double unscale(double scaled) {
        return transform.invert(scaled * scale + center);
    }
}
