package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that is kept of one customer's purchases: the window's daily buckets, and the orders and refunds still remembered
 * one by one. Immutable; times are epoch milliseconds.
 *
 * @param firstPurchaseAt when the first order ever was placed; {@link OrderMemory#NONE} before any
 * @param lastPurchaseAt when the latest order that is not undone was placed; where none is left it stays as it was
 * @param orders orders ever taken, less undone ones
 * @param buckets by day, oldest first
 * @param memory what is remembered one by one
 */
public record PurchaseHistory(
        long firstPurchaseAt, long lastPurchaseAt, long orders, List<DayBucket> buckets, OrderMemory memory) {

    /** The history of a customer of whom nothing is known. */
    public static final PurchaseHistory EMPTY =
            new PurchaseHistory(OrderMemory.NONE, OrderMemory.NONE, 0, List.of(), OrderMemory.EMPTY);

    /** Whether the customer ever bought; refunds before that are remembered, but make no customer. */
    public boolean hasPurchased() {
        return firstPurchaseAt != OrderMemory.NONE;
    }

    /** Recency, frequency and monetary at a moment at or after the last write. */
    public Rfm rfm(Window window, long now) {
        long frequency = 0;
        long units = 0;
        for (DayBucket bucket : buckets) {
            if (!window.isOver(bucket.lastAt(), now)) {
                frequency += bucket.orders();
                units = Math.addExact(units, bucket.total().units());
            }
        }
        return new Rfm(Rfm.recencyDays(lastPurchaseAt, now), frequency, new Money(units));
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
            if (!taken.outcome().isTaken()) {
                return Taken.of(this, taken.outcome());
            }
            taken.history().rfm(rules.window(), now); // throws where the sum over the window overflows
            return taken;
        } catch (ArithmeticException overflow) {
            return Taken.of(this, Outcome.OVERFLOW);
        }
    }

    /** Without what has left the window and the memory by {@code now}. */
    public PurchaseHistory at(long now, HistoryRules rules) {
        long forgetBefore = now - rules.orderMemory();
        Set<Long> daysOver = daysOver(now, rules.window());
        if (daysOver.isEmpty() && !memory.holdsOlderThan(forgetBefore)) {
            return this;
        }
        OrderMemory remembered = memory.forget(forgetBefore);
        if (daysOver.isEmpty()) {
            return remembering(remembered);
        }
        List<DayBucket> inWindow = new ArrayList<>(buckets);
        inWindow.removeIf(bucket -> daysOver.contains(bucket.day()));
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, inWindow, remembered.outOfWindow(daysOver));
    }

    private Set<Long> daysOver(long now, Window window) {
        Set<Long> days = Set.of();
        for (DayBucket bucket : buckets) {
            if (window.isOver(bucket.lastAt(), now)) {
                days = days.isEmpty() ? new HashSet<>() : days;
                days.add(bucket.day());
            }
        }
        return days;
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
        Optional<DayBucket> bucket = bucket(DayBucket.dayOf(at));
        boolean inWindow = bucket.isPresent() || !rules.window().isOver(at, now);
        List<DayBucket> joined = buckets;
        if (bucket.isPresent()) {
            joined = with(bucket.get().plus(purchase));
        } else if (inWindow) {
            joined = with(DayBucket.ofPurchase(purchase));
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
        Optional<DayBucket> bucket = order.inWindow() ? bucket(DayBucket.dayOf(order.at())) : Optional.empty();
        if (!rest.isUndone()) {
            List<DayBucket> shrunk = bucket.isPresent() ? with(bucket.get().less(givenBack)) : buckets;
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
    private List<DayBucket> undone(DayBucket bucket, Money givenBack, OrderMemory remembered) {
        OptionalLong lastAt =
                bucket.orders() > 1 ? remembered.lastOrderOn(bucket.day()) : remembered.lastRefundOn(bucket.day());
        if (lastAt.isPresent()) {
            return with(bucket.without(givenBack, lastAt.getAsLong()));
        }
        List<DayBucket> rest = new ArrayList<>(buckets);
        rest.remove(bucket);
        return rest;
    }

    private PurchaseHistory countingAlone(Refund refund, long now, Window window) {
        Optional<DayBucket> bucket = bucket(DayBucket.dayOf(refund.occurredAt()));
        List<DayBucket> joined = buckets;
        if (bucket.isPresent()) {
            joined = with(bucket.get().plus(refund));
        } else if (!window.isOver(refund.occurredAt(), now)) {
            joined = with(DayBucket.ofRefund(refund));
        }
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, joined, memory);
    }

    private PurchaseHistory remembering(Refund refund, boolean counted) {
        return remembering(memory.with(new Remembered.Refund(refund.refundId(), refund.occurredAt(), counted)));
    }

    private PurchaseHistory remembering(OrderMemory remembered) {
        return new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, buckets, remembered);
    }

    private Optional<DayBucket> bucket(long day) {
        for (int i = buckets.size() - 1; i >= 0 && buckets.get(i).day() >= day; i--) {
            if (buckets.get(i).day() == day) {
                return Optional.of(buckets.get(i));
            }
        }
        return Optional.empty();
    }

    /** The buckets with this one at its place, instead of the one of the same day if there is one. */
    private List<DayBucket> with(DayBucket bucket) {
        List<DayBucket> more = new ArrayList<>(buckets.size() + 1);
        more.addAll(buckets);
        int place = more.size();
        while (place > 0 && more.get(place - 1).day() > bucket.day()) {
            place--;
        }
        if (place > 0 && more.get(place - 1).day() == bucket.day()) {
            more.set(place - 1, bucket);
        } else {
            more.add(place, bucket);
        }
        return more;
    }
}
