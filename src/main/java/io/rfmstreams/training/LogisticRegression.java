package io.rfmstreams.training;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealVector;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression by maximum likelihood with a small ridge penalty, by Newton's method. The steps are halved where they
 * overshoot.
 *
 * <p>The features are centered during the fit. The intercept has no penalty, so that the maximum is the same as without
 * centering, but a feature that is constant or nearly constant does no harm.
 */
final class LogisticRegression {

    /** Minimum number of rows of each class. */
    static final int MIN_CLASS_SIZE = 100;

    private static final double RIDGE = 1e-6;
    private static final double CONVERGED = 1e-10;
    private static final double LIKELIHOOD_ROUNDING = 1e-10;
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_HALVINGS = 40;

    private final ReturnRows rows;
    private final double[] means;

    private LogisticRegression(ReturnRows rows, int features) {
        this.rows = rows;
        means = new double[features];
        for (int feature = 0; feature < features; feature++) {
            double first = rows.feature(0, feature);
            double sum = 0;
            for (int row = 0; row < rows.size(); row++) {
                sum += rows.feature(row, feature) - first;
            }
            means[feature] = first + sum / rows.size();
        }
    }

    /**
     * Fits the probability that a customer returns.
     *
     * @param features number of features: 1 for recency alone, 3 for recency, frequency and monetary
     * @return the intercept and one coefficient per feature; null if a class has fewer than {@link #MIN_CLASS_SIZE} rows
     *     or if the method does not converge
     */
    static double @Nullable [] fit(ReturnRows rows, int features) {
        int returned = rows.countReturned();
        if (Math.min(returned, rows.size() - returned) < MIN_CLASS_SIZE) {
            return null;
        }
        return new LogisticRegression(rows, features).maximize();
    }

    private double @Nullable [] maximize() {
        RealVector coefficients = new ArrayRealVector(means.length + 1);
        Likelihood likelihood = likelihood(coefficients);
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            RealVector step = likelihood.newtonStep();
            if (step == null) {
                return null;
            }
            if (step.getLInfNorm() <= CONVERGED) {
                return uncentered(coefficients.add(step));
            }
            Likelihood next = likelihood(coefficients.add(step));
            for (int halving = 0; halving < MAX_HALVINGS && next.isBelow(likelihood); halving++) {
                step = step.mapMultiply(0.5);
                next = likelihood(coefficients.add(step));
            }
            coefficients = coefficients.add(step);
            likelihood = next;
        }
        return null;
    }

    private double[] uncentered(RealVector centered) {
        double[] coefficients = centered.toArray();
        for (int feature = 0; feature < means.length; feature++) {
            coefficients[0] -= coefficients[feature + 1] * means[feature];
        }
        return coefficients;
    }

    /** Sums the penalized log-likelihood and its derivatives over the rows. */
    private Likelihood likelihood(RealVector coefficients) {
        double[] b = coefficients.toArray();
        double[] x = new double[b.length];
        Likelihood sums = new Likelihood(b);
        x[0] = 1;
        for (int row = 0; row < rows.size(); row++) {
            double logit = b[0];
            for (int i = 1; i < b.length; i++) {
                x[i] = rows.feature(row, i - 1) - means[i - 1];
                logit += b[i] * x[i];
            }
            sums.add(x, logit, rows.hasReturned(row));
        }
        return sums;
    }

    /** The penalized log-likelihood, its gradient, and its negative Hessian. */
    private static final class Likelihood {

        private final double[] gradient;
        private final double[][] hessian;
        private double value;

        /** Starts with the penalty of the coefficients, of which the first is the intercept. */
        Likelihood(double[] coefficients) {
            gradient = new double[coefficients.length];
            hessian = new double[coefficients.length][coefficients.length];
            for (int i = 1; i < coefficients.length; i++) {
                value -= RIDGE * coefficients[i] * coefficients[i] / 2;
                gradient[i] = -RIDGE * coefficients[i];
                hessian[i][i] = RIDGE;
            }
        }

        void add(double[] x, double logit, boolean hasReturned) {
            // StrictMath gives the same coefficients on every machine.
            double odds = StrictMath.exp(-Math.abs(logit));
            double probability = (logit < 0 ? odds : 1) / (1 + odds);
            double variance = odds / ((1 + odds) * (1 + odds));
            value -= StrictMath.log1p(odds) + (hasReturned == (logit < 0) ? Math.abs(logit) : 0);
            double residual = (hasReturned ? 1 : 0) - probability;
            for (int i = 0; i < x.length; i++) {
                gradient[i] += residual * x[i];
                for (int j = 0; j <= i; j++) {
                    hessian[i][j] += variance * x[i] * x[j];
                }
            }
        }

        boolean isBelow(Likelihood other) {
            return !(value >= other.value - LIKELIHOOD_ROUNDING * Math.abs(other.value));
        }

        /** Returns the step to the maximum of the quadratic approximation; null if that has none. */
        @Nullable
        RealVector newtonStep() {
            double[][] symmetric = Arrays.stream(hessian).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < symmetric.length; i++) {
                for (int j = 0; j < i; j++) {
                    symmetric[j][i] = symmetric[i][j];
                }
            }
            try {
                return new CholeskyDecomposition(new Array2DRowRealMatrix(symmetric, false))
                        .getSolver()
                        .solve(new ArrayRealVector(gradient, false));
            } catch (NonPositiveDefiniteMatrixException flat) {
                return null;
            }
        }
    }
}
