package io.rfmstreams.bench;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Made-up customers, each with orders on different days. The orders come in the order of their time. The seed is fixed.
 */
final class CustomerBase {

    private static final long SEED = 7;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double MEDIAN = 4;
    private static final double LOG_DEVIATION = 0.8;
    private static final int MAX_ORDERS = 60;

    private final int[] orders;
    private final int rounds;

    /** An order and who made it. */
    record Made(String customerId, Purchase purchase) {}

    private CustomerBase(int[] orders) {
        this.orders = orders;
        int most = 0;
        for (int each : orders) {
            most = Math.max(most, each);
        }
        rounds = most;
    }

    /** Returns customers with the same number of orders each. */
    static CustomerBase withOrdersEach(int customers, int orders) {
        int[] all = new int[customers];
        Arrays.fill(all, orders);
        return new CustomerBase(all);
    }

    /** Returns customers with a median of 4 orders, log-normal, from 1 to {@value #MAX_ORDERS}. */
    static CustomerBase withMedianOfFour(int customers) {
        Random random = new Random(SEED);
        int[] all = new int[customers];
        for (int i = 0; i < customers; i++) {
            double drawn = MEDIAN * Math.exp(LOG_DEVIATION * random.nextGaussian());
            all[i] = (int) Math.max(1, Math.min(MAX_ORDERS, Math.round(drawn)));
        }
        return new CustomerBase(all);
    }

    static String id(int customer) {
        return "c" + (1_000_000 + customer);
    }

    int customers() {
        return orders.length;
    }

    long orders() {
        long sum = 0;
        for (int each : orders) {
            sum += each;
        }
        return sum;
    }

    /**
     * Returns all orders.
     *
     * @param end time after the last one, epoch milliseconds
     * @param days over which they are spread
     */
    Iterator<Made> orders(long end, int days) {
        return new Orders(end - days * DAY, (double) days * DAY / rounds);
    }

    /** In each round, each customer who still has an order to make makes one. */
    private final class Orders implements Iterator<Made> {

        private final long start;
        private final double roundMillis;
        private final SplittableRandom random = new SplittableRandom(SEED);
        private int round;
        private int customer = -1;

        Orders(long start, double roundMillis) {
            this.start = start;
            this.roundMillis = roundMillis;
            advance();
        }

        private void advance() {
            do {
                if (++customer == orders.length) {
                    customer = 0;
                    round++;
                }
            } while (round < rounds && orders[customer] <= round);
        }

        @Override
        public boolean hasNext() {
            return round < rounds;
        }

        @Override
        public Made next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long at = start + (long) (roundMillis * (round + (double) customer / orders.length));
            Money amount = new Money((100 + random.nextInt(20_000)) * 100L);
            Made made = new Made(id(customer), new Purchase("o-" + (1_000 + round), amount, at));
            advance();
            return made;
        }
    }
}
