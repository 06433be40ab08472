package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;

/**
 * The RFM of all customers of a fit, in columns of 16 bytes per customer. The customers are ordered by a hash of their ids,
 * so that a fit does not depend on the order in which they were read. {@link CustomerTable} creates instances.
 */
public final class Customers {

    private final int[] recencyDays;
    private final int[] frequency;
    private final long[] monetaryUnits;

    /** The arrays are not copied. */
    Customers(int[] recencyDays, int[] frequency, long[] monetaryUnits) {
        this.recencyDays = recencyDays;
        this.frequency = frequency;
        this.monetaryUnits = monetaryUnits;
    }

    public int size() {
        return recencyDays.length;
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
