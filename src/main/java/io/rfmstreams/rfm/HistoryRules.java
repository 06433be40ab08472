package io.rfmstreams.rfm;

import java.time.Duration;

/**
 * How purchase histories are kept.
 *
 * @param window how long an order counts in frequency and monetary; as long as its UTC day may count, the order is kept one by
 *     one
 * @param orderRetention with a lifetime window: how long an order or refund is kept one by one, in milliseconds, above 0
 * @param acceptLateOrders with a lifetime window: whether an order older than the retention is accepted. It cannot be told
 *     from a duplicate.
 */
public record HistoryRules(Window window, long orderRetention, boolean acceptLateOrders) {

    public HistoryRules {
        if (orderRetention <= 0) {
            throw new IllegalArgumentException("order retention must be longer than 0, not " + orderRetention + " ms");
        }
    }

    /** A window and a retention; late orders are rejected. */
    public static HistoryRules of(Window window, Duration orderRetention) {
        return new HistoryRules(window, orderRetention.toMillis(), false);
    }

    /** Whether an order or refund of this time is kept one by one at {@code now}. */
    public boolean keeps(long occurredAt, long now) {
        return window.isLifetime()
                ? occurredAt >= now - orderRetention
                : window.dayLeavesAt(window.dayOf(occurredAt)) > now;
    }
}
