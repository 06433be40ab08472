package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;

/**
 * All customers of a fit in columns of 16 bytes a customer, in the order of a hash of their ids, so that a fit does not
 * depend on the order in which they were read. Made by {@link CustomerTable}.
 */
public final class Customers {

    private final int[] recencyDays;
    private final int[] frequency;
    private final long[] monetaryUnits;

    /** Takes over the arrays. */
    Customers(int[] recencyDays, int[] frequency, long[] monetaryUnits) {
        this.recencyDays = recencyDays;
        this.frequency = frequency;
        this.monetaryUnits = monetaryUnits;
    }

    public int size() {
        return recencyDays.length;
    }

    /** The raw point of one customer: days, orders, currency. */
    public RfmPoint point(int index) {
        return new RfmPoint(recencyDays[index], frequency[index], monetary(index));
    }

    int recencyDays(int index) {
        return recencyDays[index];
    }

    int frequency(int index) {
        return frequency[index];
    }

    /** In 1/10,000 of the currency, at least 0. */
    long monetaryUnits(int index) {
        return monetaryUnits[index];
    }

    /** In the currency's main unit, at least 0. */
    double monetary(int index) {
        return new Money(monetaryUnits[index]).toDouble();
    }
}
