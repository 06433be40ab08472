package io.rfmstreams.rfm;

import java.time.Duration;

/**
 * The rules for keeping purchase histories.
 *
 * @param window how long an order counts in frequency and monetary; the order has a row as long as its UTC day can be
 *     in the window
 * @param orderRetention with a lifetime window: how long an order or refund has a row, in milliseconds, above 0
 * @param acceptLateOrders with a lifetime window: whether an order older than the retention is accepted although it
 *     cannot be told from a duplicate
 */
public record HistoryRules(Window window, long orderRetention, boolean acceptLateOrders) {

    public HistoryRules {
        if (orderRetention <= 0) {
            throw new IllegalArgumentException("order retention must be longer than 0, not " + orderRetention + " ms");
        }
    }

    /** Returns rules that reject late orders. */
    public static HistoryRules of(Window window, Duration orderRetention) {
        return new HistoryRules(window, orderRetention.toMillis(), false);
    }

    /** Returns the earliest time of an order or refund that has a row at {@code now}, see {@link #keeps}. */
    public long keptFrom(long now) {
        return window.isLifetime() ? now - orderRetention : window.firstDay(now) * DayBucket.DAY_MILLIS;
    }

    /** Returns whether an order or refund with this time has a row at {@code now}. */
    public boolean keeps(long occurredAt, long now) {
        return window.isLifetime()
                ? occurredAt >= now - orderRetention
                : window.dayLeavesAt(window.dayOf(occurredAt)) > now;
    }
}
