package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;

/** Columns of a known number of customers, which are added one by one. They take 16 bytes per customer. */
public final class CustomerColumns {

    private final int[] recencyDays;
    private final int[] frequency;
    private final long[] monetaryUnits;
    private int next;

    /** @param customers number of customers that will be added */
    public CustomerColumns(int customers) {
        recencyDays = new int[customers];
        frequency = new int[customers];
        monetaryUnits = new long[customers];
    }

    /**
     * Adds the RFM of a customer. Recency and frequency above 2³¹ − 1 are stored as 2³¹ − 1, a negative monetary value as 0.
     */
    public void add(Rfm rfm) {
        recencyDays[next] = Customers.atMostInt(rfm.recencyDays());
        frequency[next] = Customers.atMostInt(rfm.frequency());
        monetaryUnits[next] = rfm.monetary().atLeastZero().units();
        next++;
    }

    /**
     * Returns the customers, in the order in which they were added.
     *
     * @throws IllegalStateException if customers are missing
     */
    public Customers toCustomers() {
        if (next < recencyDays.length) {
            throw new IllegalStateException("customers must be " + recencyDays.length + ", not " + next);
        }
        return new Customers(recencyDays, frequency, monetaryUnits, 0);
    }
}
