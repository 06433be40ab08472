package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.jspecify.annotations.Nullable;

/** The first two principal components of points in three dimensions. */
final class PrincipalComponents {

    private static final int DIMENSIONS = 3;

    private final double[] mean;
    private final double[] first;
    private final double[] second;
    private final List<Double> explained;

    private PrincipalComponents(double[] mean, EigenDecomposition decomposition) {
        this.mean = mean;
        first = oriented(decomposition.getEigenvector(0).toArray());
        second = oriented(decomposition.getEigenvector(1).toArray());
        double[] variances = decomposition.getRealEigenvalues();
        double total = Math.max(Double.MIN_NORMAL, variances[0] + variances[1] + variances[2]);
        explained = List.of(variances[0] / total, variances[1] / total);
    }

    /** Returns the components; empty for fewer than two points. */
    static Optional<PrincipalComponents> of(List<double[]> points) {
        if (points.size() < 2) {
            return Optional.empty();
        }
        RealMatrix covariance = new Covariance(points.toArray(double[][]::new)).getCovarianceMatrix();
        double[] mean = new double[DIMENSIONS];
        for (double[] point : points) {
            for (int i = 0; i < DIMENSIONS; i++) {
                mean[i] += point[i] / points.size();
            }
        }
        return Optional.of(new PrincipalComponents(mean, new EigenDecomposition(covariance)));
    }

    /** Returns the two coordinates of a point. */
    double[] project(double[] point) {
        double[] projected = new double[2];
        for (int i = 0; i < DIMENSIONS; i++) {
            projected[0] += (point[i] - mean[i]) * first[i];
            projected[1] += (point[i] - mean[i]) * second[i];
        }
        return projected;
    }

    /** Returns the share of the variance of each component, and its weights of recency, frequency and monetary. */
    Map<String, @Nullable Object> described() {
        return Map.of("explained", explained, "first", list(first), "second", list(second));
    }

    /** The sign of a component is arbitrary: the largest weight is positive, so that the plot never flips. */
    private static double[] oriented(double[] vector) {
        int largest = 0;
        for (int i = 1; i < DIMENSIONS; i++) {
            largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
        }
        double sign = Math.signum(vector[largest]);
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] *= sign;
        }
        return vector;
    }

    private static List<Double> list(double[] vector) {
        return List.of(vector[0], vector[1], vector[2]);
    }
}
