package io.rfmstreams.training;

/** How far apart two points of three dimensions are. Each is symmetric and grows with the size of each difference. */
public enum DistanceMetric {
    /** The length of the straight line. Distances are compared by their squares. */
    EUCLIDEAN {
        @Override
        double compared(double x, double y, double z) {
            return x * x + y * y + z * z;
        }

        @Override
        double distance(double compared) {
            return Math.sqrt(compared);
        }
    },
    /** The sum of the differences. */
    MANHATTAN {
        @Override
        double compared(double x, double y, double z) {
            return Math.abs(x) + Math.abs(y) + Math.abs(z);
        }
    },
    /** The largest difference. */
    CHEBYSHEV {
        @Override
        double compared(double x, double y, double z) {
            return Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
        }
    };

    /** Returns a number by which distances are compared, of the differences in each dimension. */
    abstract double compared(double x, double y, double z);

    /** Returns the distance of such a number. */
    double distance(double compared) {
        return compared;
    }
}
