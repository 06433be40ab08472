package io.rfmstreams.bench;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Made-up purchases over two years in the order of their time. Customers buy at different rates, join during the first year and
 * leave at some time, so that recency and frequency say something about a return. The seed is fixed.
 */
final class ReturnShoppers {

    static final Duration SPAN = Duration.ofDays(730);

    private static final long SEED = 42;
    private static final long WINDOW = Duration.ofDays(365).toMillis();
    private static final double LOG_AMOUNT_MEAN = 3.5;
    private static final double LOG_AMOUNT_DEVIATION = 0.8;

    private final Random random = new Random(SEED);
    private final long end;
    private final int count;
    private final long[] firstAt;
    private final long[] lastAt;
    private final int[] frequency;
    private final long[] monetaryUnits;
    private int next;

    /** @param end when the last one is placed, epoch milliseconds */
    ReturnShoppers(int count, int customers, long end) {
        this.count = count;
        this.end = end;
        firstAt = new long[customers];
        lastAt = new long[customers];
        frequency = new int[customers];
        monetaryUnits = new long[customers];
    }

    /** A purchase and who made it. */
    record Made(String customerId, Purchase purchase) {}

    boolean hasNext() {
        return next < count;
    }

    Made next() {
        double time = next / (double) count;
        long at = end - SPAN.toMillis() + (long) (time * SPAN.toMillis());
        int customer = present(time);
        double amount = Math.exp(LOG_AMOUNT_MEAN + LOG_AMOUNT_DEVIATION * random.nextGaussian());
        Money money = new Money(Math.max(1, Math.round(amount * 100)) * 100);
        remember(customer, at, money);
        return new Made(id(customer), new Purchase("o-" + (1_000_000 + next++), money, at));
    }

    /** Draws a customer who has joined and not left. A low number buys more often. */
    private int present(double time) {
        while (true) {
            int customer = (int) (Math.pow(random.nextDouble(), 2) * lastAt.length);
            Random life = new Random(customer * 0x9E37_79B9_7F4A_7C15L + SEED);
            double joined = life.nextDouble() / 2 - 0.1;
            double left = joined + 0.1 - Math.log(1 - life.nextDouble()) / 2;
            if (joined <= time && time < left) {
                return customer;
            }
        }
    }

    private void remember(int customer, long at, Money money) {
        firstAt[customer] = firstAt[customer] == 0 ? at : firstAt[customer];
        lastAt[customer] = at;
        if (end - at < WINDOW) {
            frequency[customer]++;
            monetaryUnits[customer] += money.units();
        }
    }

    private static String id(int customer) {
        return "c" + (1_000_000 + customer);
    }

    /** Returns the profile of a customer at the end; null for one who never bought. */
    @Nullable
    CustomerProfile profile(int customer) {
        return lastAt[customer] == 0
                ? null
                : new CustomerProfile(
                        id(customer),
                        frequency[customer] == 0 ? "inactive" : "unassigned",
                        firstAt[customer],
                        new Rfm(
                                Rfm.recencyDays(lastAt[customer], end),
                                frequency[customer],
                                new Money(monetaryUnits[customer])),
                        firstAt[customer],
                        lastAt[customer],
                        null,
                        null,
                        end);
    }
}
