package io.rfmstreams.bench;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Purchases of the customers of a {@link CustomerBase}, a millisecond apart, so that hardly any time passes. How often a customer
 * buys follows Zipf's law.
 */
final class LivePurchases implements Iterator<CustomerBase.Made> {

    private static final double EXPONENT = 0.8;
    private static final long SPREAD = 7_919;

    private final int customers;
    private final long count;
    private final long start;
    private final SplittableRandom random;
    private final String prefix;
    private long next;

    /**
     * Creates purchases.
     *
     * @param start time of the first one, epoch milliseconds
     * @param number tells this series from others: its chance and its order ids
     */
    LivePurchases(int customers, long count, long start, int number) {
        this.customers = customers;
        this.count = count;
        this.start = start;
        random = new SplittableRandom(number);
        prefix = "live-" + number + "-";
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    public CustomerBase.Made next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        // The inverse of the share of the first ranks, rank^(1 - exponent).
        long rank = (long) (customers * Math.pow(random.nextDouble(), 1 / (1 - EXPONENT)));
        int customer = (int) (rank * SPREAD % customers);
        Money amount = new Money((100 + random.nextInt(20_000)) * 100L);
        long at = start + next;
        return new CustomerBase.Made(CustomerBase.id(customer), new Purchase(prefix + next++, amount, at));
    }
}
