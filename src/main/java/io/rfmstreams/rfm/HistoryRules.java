package io.rfmstreams.rfm;

import java.time.Duration;

/**
 * How purchase histories are kept.
 *
 * @param window how long an order counts in frequency and monetary
 * @param orderMemory how long an order or refund is remembered one by one, in milliseconds, above 0
 * @param takeBeyondMemory whether an order too old to be told from a duplicate is taken rather than refused
 */
public record HistoryRules(Window window, long orderMemory, boolean takeBeyondMemory) {

    public HistoryRules {
        if (orderMemory <= 0) {
            throw new IllegalArgumentException("order memory must be longer than 0, not " + orderMemory + " ms");
        }
    }

    /** A rolling window and memory of days, refusing what is beyond the memory. */
    public static HistoryRules of(Window window, Duration orderMemory) {
        return new HistoryRules(window, orderMemory.toMillis(), false);
    }
}
