package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;

/**
 * The RFM of active customers, in columns of 16 bytes per customer. {@link CustomerTable} orders them by a hash
 * of their ids, so that a fit does not depend on the order in which they were read.
 */
public final class Customers {

    private final int[] recencyDays;
    private final int[] frequency;
    private final long[] monetaryUnits;
    private final int inactive;

    /** The arrays are not copied. */
    Customers(int[] recencyDays, int[] frequency, long[] monetaryUnits, int inactive) {
        this.recencyDays = recencyDays;
        this.frequency = frequency;
        this.monetaryUnits = monetaryUnits;
        this.inactive = inactive;
    }

    /** Returns a count as the columns store it: at most 2³¹ − 1. */
    static int atMostInt(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    public int size() {
        return recencyDays.length;
    }

    /** Returns the number of inactive customers, who are not in the columns. */
    int inactive() {
        return inactive;
    }

    /** Returns the raw point of a customer: days, orders, and the currency's main unit. */
    public RfmPoint point(int index) {
        return new RfmPoint(recencyDays[index], frequency[index], monetary(index));
    }

    int recencyDays(int index) {
        return recencyDays[index];
    }

    int frequency(int index) {
        return frequency[index];
    }

    /** Returns monetary in 1/10,000 of the currency's main unit, at least 0. */
    long monetaryUnits(int index) {
        return monetaryUnits[index];
    }

    /** Returns monetary in the currency's main unit, at least 0. */
    double monetary(int index) {
        return new Money(monetaryUnits[index]).toDouble();
    }
}
