package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a customer's row at a time: recency, average order value, return probability and value at risk, as in {@code
 * present} of {@link PresentCustomers}. One thread uses an instance, which keeps logarithms.
 */
final class CustomerMeasures {

    /** Days and orders whose logarithms are kept. */
    private static final int KEPT = 4096;

    private static final double UNITS_OF_A_WHOLE = 1e4;

    private final long now;
    private final @Nullable ReturnModel model;
    private final double[] byDay = new double[KEPT];
    private final double[] byOrders = new double[KEPT];
    private final double[] probabilityByDay = new double[KEPT];

    /**
     * Creates measures.
     *
     * @param now epoch milliseconds
     * @param model null for no return probability
     */
    CustomerMeasures(long now, @Nullable ReturnModel model) {
        this.now = now;
        this.model = model;
        Arrays.fill(byDay, Double.NaN);
        Arrays.fill(byOrders, Double.NaN);
        Arrays.fill(probabilityByDay, Double.NaN);
    }

    long recencyDays(CustomerRow row) {
        return Rfm.recencyDays(row.lastPurchaseAt(), now);
    }

    /** Returns recency in days, frequency, and monetary in the currency's main unit. */
    RfmPoint point(CustomerRow row) {
        return point(row, now);
    }

    /** Returns the same as of a time, epoch milliseconds. */
    static RfmPoint point(CustomerRow row, long now) {
        return new RfmPoint(Rfm.recencyDays(row.lastPurchaseAt(), now), row.frequency(), Money.toDouble(row.units()));
    }

    /** Returns the mean amount of an order, to 4 decimals; null without an order. */
    static @Nullable Double averageOrderValue(CustomerRow row) {
        return row.frequency() > 0 ? round(Money.toDouble(row.units()) / row.frequency()) : null;
    }

    /** Returns the return probability, 0 to 1; NaN if there is none. */
    double returnProbability(CustomerRow row) {
        if (model == null || row.frequency() <= 0) {
            return Double.NaN;
        }
        return model.frequency() == 0 && model.monetary() == 0
                ? probabilityOfDay(model, recencyDays(row))
                : probability(model, row);
    }

    private double probability(ReturnModel known, CustomerRow row) {
        double logit = ofDay(known, recencyDays(row)) + ofOrders(known, row.frequency());
        if (known.monetary() != 0) {
            logit += known.monetary() * Math.log(1 + Money.toDouble(Math.max(0, row.units())));
        }
        return logistic(logit);
    }

    /** Returns the probability by a model of recency alone. */
    private double probabilityOfDay(ReturnModel known, long days) {
        if (days >= KEPT) {
            return logistic(ofDay(known, days));
        }
        int day = (int) days;
        if (Double.isNaN(probabilityByDay[day])) {
            probabilityByDay[day] = logistic(ofDay(known, days));
        }
        return probabilityByDay[day];
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** Returns the monetary value at risk by a return probability, to 4 decimals; NaN for NaN. */
    static double valueAtRisk(CustomerRow row, double returnProbability) {
        return round(Money.toDouble(Math.max(0, row.units())) * (1 - returnProbability));
    }

    /** Rounds to 4 decimals, half away from zero. */
    static double round(double value) {
        double scaled = Math.abs(value) * UNITS_OF_A_WHOLE;
        double whole = Math.floor(scaled);
        double rounded = (scaled - whole >= 0.5 ? whole + 1 : whole) / UNITS_OF_A_WHOLE;
        return Double.isInfinite(scaled) ? value : Math.copySign(rounded, value);
    }

    private double ofDay(ReturnModel known, long days) {
        if (days >= KEPT) {
            return known.intercept() + term(known.recency(), days);
        }
        int day = (int) days;
        if (Double.isNaN(byDay[day])) {
            byDay[day] = known.intercept() + term(known.recency(), days);
        }
        return byDay[day];
    }

    private double ofOrders(ReturnModel known, long orders) {
        if (orders >= KEPT) {
            return term(known.frequency(), orders);
        }
        int index = (int) orders;
        if (Double.isNaN(byOrders[index])) {
            byOrders[index] = term(known.frequency(), orders);
        }
        return byOrders[index];
    }

    private static double term(double coefficient, long feature) {
        return coefficient * Math.log(1 + (double) feature);
    }
}
