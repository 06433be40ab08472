package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.FeatureScaling.Transform;
import org.jspecify.annotations.Nullable;

/**
 * The return probability: how likely a customer is to buy again within a horizon. It is a logistic regression on log1p of
 * recency in days, frequency, and monetary in the currency's main unit.
 *
 * <p>Each operation of the evaluation is monotone in the recency, also under rounding. With a negative coefficient of
 * recency, the probability of a customer who buys nothing therefore never rises while frequency and monetary are constant.
 *
 * @param horizon in milliseconds, above 0
 * @param recency coefficient of log1p of recency
 * @param frequency coefficient of log1p of frequency
 * @param monetary coefficient of log1p of monetary
 * @param validation how good the probabilities are; null if the history was too short to tell, or if the model's author gave
 *     none
 */
public record ReturnModel(
        long horizon,
        double intercept,
        double recency,
        double frequency,
        double monetary,
        @Nullable ReturnReport validation) {

    /** The day that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long LAST_DAY = ForecastPath.LAST_MOMENT / DayBucket.DAY_MILLIS;

    /** A sum of products with such coefficients is finite for every customer. */
    private static final double MAX_COEFFICIENT = 1e9;

    private static final int MAX_STEPS = 4;

    public ReturnModel {
        if (horizon <= 0) {
            throw new InvalidModelException("return.horizon must be longer than 0, not " + horizon + " ms");
        }
        requireCoefficient("intercept", intercept);
        requireCoefficient("recency", recency);
        requireCoefficient("frequency", frequency);
        requireCoefficient("monetary", monetary);
    }

    /** Returns the same model with another validation. */
    public ReturnModel withValidation(@Nullable ReturnReport report) {
        return new ReturnModel(horizon, intercept, recency, frequency, monetary, report);
    }

    private static void requireCoefficient(String name, double coefficient) {
        if (!(Math.abs(coefficient) <= MAX_COEFFICIENT)) {
            throw new InvalidModelException(
                    "return." + name + " must be at most " + MAX_COEFFICIENT + " in size, not " + coefficient);
        }
    }

    /**
     * Returns the return probability, 0 to 1. A negative monetary value counts as 0.
     *
     * @return null for a customer with a frequency of 0, who is inactive
     */
    public @Nullable Double probability(Rfm rfm) {
        return rfm.frequency() == 0 ? null : onDay(rfm.recencyDays(), level(rfm.frequency(), rfm.monetary()));
    }

    /**
     * Returns the return probability, 0 to 1, at a raw point with a monetary value of at least 0.
     *
     * @return null if the frequency is below 1
     */
    @Nullable
    Double probability(RfmPoint raw) {
        return raw.frequency() < 1
                ? null
                : probability(Math.log1p(raw.recency()), Math.log1p(raw.frequency()), Math.log1p(raw.monetary()));
    }

    /** Returns the return probability, 0 to 1, of an active customer by log1p of recency, frequency and monetary. */
    public double probability(double logRecency, double logFrequency, double logMonetary) {
        return logistic(level(logFrequency, logMonetary), logRecency);
    }

    /**
     * Returns the first whole day after the last purchase on which the return probability of a customer who buys nothing is
     * below a threshold. Frequency and monetary are those of that day.
     *
     * @param threshold a probability
     * @return days, at least 0; {@link #NEVER} if there is none before the year 10000 or if the frequency is 0
     */
    public long firstDayBelow(double threshold, long frequency, Money monetary) {
        return firstDayBelow(threshold, new Rfm(0, frequency, monetary), LAST_DAY);
    }

    /**
     * The same from the recency of an RFM up to a last day. If the coefficient of recency is not negative, it is the
     * former or {@link #NEVER}.
     */
    long firstDayBelow(double threshold, Rfm rfm, long last) {
        if (rfm.frequency() == 0) {
            return NEVER;
        }
        long first = rfm.recencyDays();
        double level = level(rfm.frequency(), rfm.monetary());
        if (onDay(first, level) < threshold) {
            return first;
        }
        return recency < 0 && first < last && onDay(last, level) < threshold
                ? search(threshold, level, first, last)
                : NEVER;
    }

    /**
     * Searches the first day below the threshold: from the closed form in single steps, then by bisection.
     *
     * @param first a day that is not below the threshold
     * @param last a later day that is
     */
    private long search(double threshold, double level, long first, long last) {
        long low = first;
        long high = last;
        long guess = Math.max(low + 1, Math.min(high - 1, closedForm(threshold, level)));
        for (int step = 0; high - low > 1; step++) {
            if (onDay(guess, level) < threshold) {
                high = guess--;
            } else {
                low = guess++;
            }
            if (step >= MAX_STEPS || guess <= low || guess >= high) {
                guess = low + (high - low) / 2;
            }
        }
        return high;
    }

    /** Returns the first whole day after the probability is equal to the threshold, up to rounding. */
    private long closedForm(double threshold, double level) {
        double logit = StrictMath.log(threshold / (1 - threshold));
        return (long) Math.floor(StrictMath.expm1((level - logit) / -recency)) + 1;
    }

    private double onDay(long recencyDays, double level) {
        return logistic(level, Transform.LOG1P.apply((double) recencyDays));
    }

    private double level(long frequency, Money monetary) {
        return level(
                Transform.LOG1P.apply((double) frequency),
                Transform.LOG1P.apply(monetary.atLeastZero().toDouble()));
    }

    /** Returns the part of the logit that does not depend on recency. */
    private double level(double logFrequency, double logMonetary) {
        return intercept + frequency * logFrequency + monetary * logMonetary;
    }

    /** StrictMath gives the same probability on every machine. */
    private double logistic(double level, double logRecency) {
        return 1 / (1 + StrictMath.exp(-(level + recency * logRecency)));
    }
}
