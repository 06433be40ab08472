package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.CustomerRows;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a segment, added up. */
final class SegmentSums {

    private static final double UNITS_OF_A_WHOLE = 1e4;

    private final MoneySum revenue = new MoneySum();
    private long customers;
    private long recencyDays;
    private long orders;
    private long withProbability;
    private double probabilities;
    private double valueAtRisk;

    /** Returns the sums of all segments that have customers. */
    static Map<String, SegmentSums> of(CustomerRows rows, CustomerMeasures measures) {
        Map<String, SegmentSums> sums = new HashMap<>();
        rows.forEach(row -> sums.computeIfAbsent(row.segment(), segment -> new SegmentSums())
                .add(row, measures));
        return sums;
    }

    private void add(CustomerRow row, CustomerMeasures measures) {
        customers++;
        recencyDays += measures.recencyDays(row);
        orders += row.frequency();
        revenue.add(row.units());
        double probability = measures.returnProbability(row);
        if (!Double.isNaN(probability)) {
            withProbability++;
            probabilities += probability;
            valueAtRisk += CustomerMeasures.valueAtRisk(row, probability);
        }
    }

    /** Adds the customers, revenue and value at risk of another segment. */
    void add(SegmentSums other) {
        customers += other.customers;
        revenue.add(other.revenue);
        withProbability += other.withProbability;
        valueAtRisk += other.valueAtRisk;
    }

    long customers() {
        return customers;
    }

    MoneySum revenue() {
        return revenue;
    }

    @Nullable
    Double meanRecencyDays() {
        return mean((double) recencyDays, customers);
    }

    @Nullable
    Double meanFrequency() {
        return mean((double) orders, customers);
    }

    @Nullable
    Double meanMonetary() {
        double units = revenue.toDecimal().movePointRight(4).doubleValue();
        return customers == 0 ? null : Double.valueOf(units / (UNITS_OF_A_WHOLE * customers));
    }

    /** Returns the mean amount of an order, to 4 decimals; null without an order. */
    @Nullable
    Double averageOrderValue() {
        Double mean = mean(revenue.toDouble(), orders);
        return mean == null ? null : Double.valueOf(CustomerMeasures.round(mean));
    }

    @Nullable
    Double meanReturnProbability() {
        return mean(probabilities, withProbability);
    }

    /** Returns the sum of the values at risk, to 4 decimals; null if no customer has a return probability. */
    @Nullable
    Double valueAtRisk() {
        return withProbability == 0 ? null : CustomerMeasures.round(valueAtRisk);
    }

    private static @Nullable Double mean(double sum, long count) {
        return count > 0 ? sum / count : null;
    }
}
