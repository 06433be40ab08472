package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.Random;

/** Random customers of four overlapping groups, with the proportions of the lab. */
final class BenchmarkCustomers {

    private static final double[] UP_TO = {0.16, 0.51, 0.70, 1};
    private static final double[] DAYS = {25, 80, 200, 350};
    private static final double[] SPREAD = {0.48, 0.42, 0.24, 0.3};
    private static final double[] ORDERS = {30, 12, 9, 2};
    private static final double[] SPENT = {6_000, 900, 700, 60};
    private static final double MAX_DAYS = 730;

    private BenchmarkCustomers() {}

    /** Returns customers from a {@link CustomerTable}, as the trainer does. */
    static Customers of(int customers, long seed) {
        Random random = new Random(seed);
        CustomerTable table = new CustomerTable();
        for (int i = 0; i < customers; i++) {
            table.put("customer-" + i, rfm(random));
        }
        return table.toCustomers();
    }

    private static Rfm rfm(Random random) {
        double drawn = random.nextDouble();
        int kind = 0;
        while (drawn >= UP_TO[kind]) {
            kind++;
        }
        return new Rfm(
                (long) Math.min(MAX_DAYS, DAYS[kind] * Math.exp(SPREAD[kind] * random.nextGaussian())),
                Math.max(1, Math.round(ORDERS[kind] * Math.exp(0.35 * random.nextGaussian()))),
                new Money(Math.round(10_000 * SPENT[kind] * Math.exp(0.6 * random.nextGaussian()))));
    }
}
