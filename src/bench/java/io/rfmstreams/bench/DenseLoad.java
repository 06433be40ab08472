package io.rfmstreams.bench;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Purchases of 90 days. How often a customer buys follows Zipf's law: the customer of rank r has a share in proportion to
 * r^−0.8. Amounts are log-normal.
 */
final class DenseLoad implements Load {

    static final Duration SPAN = Duration.ofDays(90);

    private static final double EXPONENT = 0.8;
    private static final long SEED = 42;
    private static final long CENT = 100;
    private static final double LOG_AMOUNT_MEAN = 3.5;
    private static final double LOG_AMOUNT_DEVIATION = 0.8;

    private final double[] cumulatedShares;
    private final long start;
    private final int count;
    private final Random random = new Random(SEED);
    private int next;

    /** @param end when the last one is placed, epoch milliseconds */
    DenseLoad(int count, int customers, long end) {
        start = end / 1000 * 1000 - SPAN.toMillis();
        this.count = count;
        cumulatedShares = new double[customers];
        double sum = 0;
        for (int rank = 1; rank <= customers; rank++) {
            sum += Math.pow(rank, -EXPONENT);
            cumulatedShares[rank - 1] = sum;
        }
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    public Made next() {
        double share = random.nextDouble() * cumulatedShares[cumulatedShares.length - 1];
        int place = Arrays.binarySearch(cumulatedShares, share);
        int rank = place < 0 ? -place - 1 : place;
        // Whole seconds, as most shops have them.
        long at = start + SPAN.toMillis() / 1000 * next / count * 1000;
        double amount = Math.exp(LOG_AMOUNT_MEAN + LOG_AMOUNT_DEVIATION * random.nextGaussian());
        Money money = new Money(Math.max(1, Math.round(amount * 100)) * CENT);
        // Ranks are spread over the ids, so that neighbouring keys are not equally busy.
        long id = 100_000 + rank * 7_919L % cumulatedShares.length;
        return new Made("c" + id, new Purchase("o-" + (1_000_000 + next++), money, at));
    }

    @Override
    public long end() {
        return start + SPAN.toMillis();
    }
}
