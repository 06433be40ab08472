package io.rfmstreams.training;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects the snapshots of customers: at the time of the training minus the horizon, and at up to five earlier times, a
 * third of the horizon apart. A customer has a row in a snapshot if active then.
 *
 * <p>A row says whether an order dated within the horizon after the snapshot stands at the end of that horizon. Refunds after
 * the horizon change nothing, so that the labels of all snapshots mean the same.
 */
public final class ReturnSnapshots {

    private static final int SNAPSHOTS = 6;
    private static final int STEPS_PER_HORIZON = 3;

    private final long asOf;
    private final long horizon;
    private final HistoryRules rules;
    private final List<ReturnRows> rows =
            IntStream.range(0, SNAPSHOTS).mapToObj(j -> new ReturnRows()).toList();
    private long earliestOrderAt = Long.MAX_VALUE;

    /**
     * @param asOf time of the training, epoch milliseconds; later events do not count
     * @param horizon in milliseconds, above 0
     */
    public ReturnSnapshots(long asOf, long horizon, HistoryRules rules) {
        if (horizon <= 0) {
            throw new IllegalArgumentException("horizon must be longer than 0, not " + horizon + " ms");
        }
        this.asOf = asOf;
        this.horizon = horizon;
        this.rules = rules;
    }

    long asOf() {
        return asOf;
    }

    long horizon() {
        return horizon;
    }

    /**
     * Adds a customer. For equal results, customers must be added in equal order; a hash of the id gives one that has
     * nothing to do with their purchases.
     *
     * @param events the purchases and refunds in the order of their arrival
     */
    public void add(List<CustomerEvent> events) {
        PastEvents past = new PastEvents(events, rules);
        // The label of a snapshot is read from the history that gives the features three snapshots later.
        PurchaseHistory[] histories = IntStream.range(0, SNAPSHOTS + STEPS_PER_HORIZON)
                .mapToObj(step -> past.at(time(step)))
                .toArray(PurchaseHistory[]::new);
        if (!histories[0].hasPurchased()) {
            return;
        }
        earliestOrderAt = Math.min(earliestOrderAt, histories[0].firstPurchaseAt());
        for (int j = 0; j < SNAPSHOTS; j++) {
            long at = time(j + STEPS_PER_HORIZON);
            PurchaseHistory history = histories[j + STEPS_PER_HORIZON];
            Rfm rfm = history.hasPurchased() ? history.rfm(rules.window(), at) : null;
            if (rfm != null && rfm.frequency() > 0) {
                rows.get(j).add(rfm, lastStandingOrderAt(histories[j]) > at);
            }
        }
    }

    /** Returns the snapshots as far as the history reaches back, the latest first. */
    List<ReturnSnapshot> toList() {
        List<ReturnSnapshot> snapshots = new ArrayList<>();
        for (int j = 0; j < SNAPSHOTS && isLongAfterFirstOrder(time(j + STEPS_PER_HORIZON)); j++) {
            snapshots.add(new ReturnSnapshot(time(j + STEPS_PER_HORIZON), rows.get(j)));
        }
        return snapshots;
    }

    /** Returns why there is no snapshot, for users. */
    String tooShort() {
        return earliestOrderAt == Long.MAX_VALUE
                ? "there is no purchase before " + Instant.ofEpochMilli(asOf)
                : "the first purchase is of " + Instant.ofEpochMilli(earliestOrderAt)
                        + ", and it must be two horizons of " + new Window(horizon) + " before "
                        + Instant.ofEpochMilli(asOf);
    }

    private boolean isLongAfterFirstOrder(long time) {
        return earliestOrderAt != Long.MAX_VALUE && time - horizon >= earliestOrderAt;
    }

    private long time(int step) {
        return asOf - step * horizon / STEPS_PER_HORIZON;
    }

    /** Returns the time of the last order that is not undone, including one that has left the window. */
    private static long lastStandingOrderAt(PurchaseHistory history) {
        return Math.max(history.buckets().lastOrderAt(), history.lastExpiredAt());
    }
}
