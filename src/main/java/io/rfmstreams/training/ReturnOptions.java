package io.rfmstreams.training;

import java.time.Duration;

/**
 * The options of the return model.
 *
 * @param horizon in milliseconds, above 0 and at most 3,650 days: the return probability is that of an order within this time
 * @param customers approximate number of customers whose purchases are read; 0 for no return model
 * @param maxBytes bytes of purchases that are kept at most, see {@link SampledPurchases}
 */
public record ReturnOptions(long horizon, int customers, long maxBytes) {

    private static final long MAX_HORIZON = Duration.ofDays(3_650).toMillis();

    public static final ReturnOptions DEFAULTS =
            new ReturnOptions(Duration.ofDays(90).toMillis(), 100_000, 128L << 20);

    public ReturnOptions {
        if (horizon <= 0 || horizon > MAX_HORIZON) {
            throw new IllegalArgumentException(
                    "the horizon must be longer than 0 and at most P3650D, not " + Duration.ofMillis(horizon));
        }
        if (customers < 0) {
            throw new IllegalArgumentException("customers must be at least 0, not " + customers);
        }
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must be at least 0, not " + maxBytes);
        }
    }
}
