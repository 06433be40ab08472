package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is kept of one customer's purchases: the window's daily buckets, and the orders and refunds still remembered
 * one by one. Immutable; times are epoch milliseconds.
 *
 * @param firstPurchaseAt when the first order ever was placed; {@link OrderMemory#NONE} before any
 * @param lastPurchaseAt when the latest order that is not undone was placed; where none is left it stays as it was
 * @param orders orders ever taken, less undone ones
 * @param buckets what counts in the window, by day
 * @param memory what is remembered one by one
 */
public record PurchaseHistory(
        long firstPurchaseAt, long lastPurchaseAt, long orders, DayBuckets buckets, OrderMemory memory) {

    /** The history of a customer of whom nothing is known. */
    public static final PurchaseHistory EMPTY =
            new PurchaseHistory(OrderMemory.NONE, OrderMemory.NONE, 0, DayBuckets.EMPTY, OrderMemory.EMPTY);

    /** Whether the customer ever bought; refunds before that are remembered, but make no customer. */
    public boolean hasPurchased() {
        return firstPurchaseAt != OrderMemory.NONE;
    }

    /** About the bytes that it takes in memory, and in state. */
    public int bytes() {
        return buckets.mostBytes() + memory.remembered().mostBytes();
    }

    /** Recency, frequency and monetary at a moment at or after the last write. */
    public Rfm rfm(Window window, long now) {
        DayBuckets counting = buckets.inWindow(window, now);
        return new Rfm(Rfm.recencyDays(lastPurchaseAt, now), counting.frequency(), counting.total());
    }

    /**
     * Takes a purchase or refund at a moment.
     *
     * @param now the moment, not before an earlier call's; the event has moved it already
     */
    public Taken take(CustomerEvent event, long now, HistoryRules rules) {
        PurchaseHistory current = at(now, rules);
        try {
            Taken taken = event instanceof Purchase purchase
                    ? current.purchase(purchase, now, rules)
                    : current.refund((Refund) event, now, rules, isKnown());
            return taken.outcome().isTaken() ? taken : Taken.of(this, taken.outcome());
        } catch (ArithmeticException overflow) {
            return Taken.of(this, Outcome.OVERFLOW);
        }
    }

    /** Without what has left the window and the memory by {@code now}. */
    public PurchaseHistory at(long now, HistoryRules rules) {
        long forgetBefore = now - rules.orderMemory();
        DayBuckets inWindow = buckets.inWindow(rules.window(), now);
        if (inWindow.size() == buckets.size() && !memory.holdsOlderThan(forgetBefore)) {
            return this;
        }
        OrderMemory remembered = memory.forget(forgetBefore);
        if (inWindow.size() == buckets.size()) {
            return remembering(remembered);
        }
        OrderMemory marked = remembered.outOfWindow(buckets.lastDayGone(inWindow));
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, inWindow, marked);
    }

    private Taken purchase(Purchase purchase, long now, HistoryRules rules) {
        if (memory.order(purchase.orderId()).isPresent()) {
            return Taken.of(this, Outcome.DUPLICATE);
        }
        long at = purchase.occurredAt();
        boolean beyondMemory = memory.isBeyond(at, now - rules.orderMemory());
        if (beyondMemory && hasPurchased() && !rules.takeBeyondMemory()) {
            return Taken.of(this, Outcome.BEYOND_MEMORY);
        }
        Optional<DayBucket> bucket = buckets.find(DayBucket.dayOf(at));
        boolean inWindow = bucket.isPresent() || !rules.window().isOver(at, now);
        DayBuckets joined = buckets;
        if (bucket.isPresent()) {
            joined = buckets.with(bucket.get().plus(purchase));
        } else if (inWindow) {
            joined = buckets.with(DayBucket.ofPurchase(purchase));
        }
        PurchaseHistory history = new PurchaseHistory(
                hasPurchased() ? Math.min(firstPurchaseAt, at) : at,
                orders == 0 ? at : Math.max(lastPurchaseAt, at),
                orders + 1,
                joined,
                beyondMemory
                        ? memory.withForgottenOrder(at)
                        : memory.with(new Remembered.Order(purchase.orderId(), at, purchase.amount(), inWindow)));
        return Taken.of(history, Outcome.ORDER);
    }

    /** Whether anything was ever taken or remembered of the customer. */
    private boolean isKnown() {
        return hasPurchased() || !memory.isEmpty();
    }

    private Taken refund(Refund refund, long now, HistoryRules rules, boolean known) {
        if (memory.hasRefund(refund.refundId())) {
            return Taken.of(this, Outcome.DUPLICATE);
        }
        boolean beyondMemory = memory.isBeyond(refund.occurredAt(), now - rules.orderMemory());
        if (beyondMemory && known && !rules.takeBeyondMemory()) {
            return Taken.of(this, Outcome.BEYOND_MEMORY);
        }
        if (!hasPurchased()) {
            return Taken.of(beyondMemory ? this : remembering(refund, false), Outcome.REFUND_IGNORED);
        }
        Optional<Remembered.Order> order = memory.order(refund.orderId());
        if (order.isPresent()) {
            Money givenBack = refund.amount().min(order.get().left());
            PurchaseHistory shrunk = givenBack.isZero() ? this : givingBack(givenBack, order.get());
            return new Taken(
                    beyondMemory ? shrunk : shrunk.remembering(refund, false),
                    Outcome.REFUND_LINKED,
                    refund.amount().minus(givenBack));
        }
        PurchaseHistory counted = countingAlone(refund, now, rules.window());
        return Taken.of(
                beyondMemory
                        ? counted.remembering(counted.memory().withForgottenRefund(refund.occurredAt()))
                        : counted.remembering(refund, true),
                Outcome.REFUND_UNLINKED);
    }

    /** With less left of a remembered order; where nothing is left the order is undone. */
    private PurchaseHistory givingBack(Money givenBack, Remembered.Order order) {
        Remembered.Order rest = order.less(givenBack);
        OrderMemory remembered = memory.replace(order, rest);
        Optional<DayBucket> bucket = order.inWindow() ? buckets.find(DayBucket.dayOf(order.at())) : Optional.empty();
        if (!rest.isUndone()) {
            DayBuckets shrunk = bucket.isPresent() ? buckets.with(bucket.get().less(givenBack)) : buckets;
            return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, shrunk, remembered);
        }
        return new PurchaseHistory(
                firstPurchaseAt,
                remembered.lastOrderAt().orElse(lastPurchaseAt),
                orders - 1,
                bucket.isPresent() ? undone(bucket.get(), givenBack, remembered) : buckets,
                remembered);
    }

    /** The buckets with one order less; a bucket of which neither order nor refund is left goes. */
    private DayBuckets undone(DayBucket bucket, Money givenBack, OrderMemory remembered) {
        OptionalLong lastAt =
                bucket.orders() > 1 ? remembered.lastOrderOn(bucket.day()) : remembered.lastRefundOn(bucket.day());
        if (lastAt.isPresent()) {
            return buckets.with(bucket.without(givenBack, lastAt.getAsLong()));
        }
        return buckets.without(bucket);
    }

    private PurchaseHistory countingAlone(Refund refund, long now, Window window) {
        Optional<DayBucket> bucket = buckets.find(DayBucket.dayOf(refund.occurredAt()));
        DayBuckets joined = buckets;
        if (bucket.isPresent()) {
            joined = buckets.with(bucket.get().plus(refund));
        } else if (!window.isOver(refund.occurredAt(), now)) {
            joined = buckets.with(DayBucket.ofRefund(refund));
        }
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, joined, memory);
    }

    private PurchaseHistory remembering(Refund refund, boolean counted) {
        return remembering(memory.with(new Remembered.Refund(refund.refundId(), refund.occurredAt(), counted)));
    }

    private PurchaseHistory remembering(OrderMemory remembered) {
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, buckets, remembered);
    }
}
