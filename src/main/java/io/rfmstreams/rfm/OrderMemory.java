package io.rfmstreams.rfm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The orders and refunds of one customer that are remembered one by one, oldest first, at most {@value #LIMIT}. Of those
 * no longer remembered it keeps the latest times, so that recency and a bucket's last time fall back exactly when an
 * order is undone: whatever is forgotten is older than all that is remembered.
 *
 * @param remembered by time, oldest first
 * @param forgottenOrderAt when the latest order no longer remembered was placed, epoch milliseconds; {@link #NONE}
 *     without one. Undone orders do not count.
 * @param forgottenRefundAt the same for the latest refund that joined its own day's bucket
 */
public record OrderMemory(RememberedEntries remembered, long forgottenOrderAt, long forgottenRefundAt) {

    /** The largest number of orders and refunds remembered a customer. */
    public static final int LIMIT = 1_024;

    /** Stands for the time of something that never happened. */
    public static final long NONE = Long.MIN_VALUE;

    static final OrderMemory EMPTY = new OrderMemory(RememberedEntries.EMPTY, NONE, NONE);

    /** The same of a list. */
    public OrderMemory(List<Remembered> entries, long forgottenOrderAt, long forgottenRefundAt) {
        this(RememberedEntries.of(entries), forgottenOrderAt, forgottenRefundAt);
    }

    /** Reads what {@link RememberedEntries#writeTo} wrote; what is forgotten stands elsewhere. */
    public static OrderMemory read(StateBytes.Cursor state, long forgottenOrderAt, long forgottenRefundAt) {
        return new OrderMemory(RememberedEntries.read(state), forgottenOrderAt, forgottenRefundAt);
    }

    /** All that is remembered, oldest first. */
    public List<Remembered> entries() {
        return remembered.toList();
    }

    boolean isEmpty() {
        return remembered.isEmpty();
    }

    boolean isFull() {
        return remembered.size() >= LIMIT;
    }

    /** Whether something of this time is older than all that could still be remembered. */
    boolean isBeyond(long at, long forgetBefore) {
        return at < forgetBefore || (isFull() && at < remembered.firstAt());
    }

    boolean holdsOlderThan(long forgetBefore) {
        return !isEmpty() && remembered.firstAt() < forgetBefore;
    }

    /** Without what is older than {@code forgetBefore}. */
    OrderMemory forget(long forgetBefore) {
        return holdsOlderThan(forgetBefore)
                ? without(remembered.oldest(entry -> entry.at() < forgetBefore), remembered)
                : this;
    }

    Optional<Remembered.Order> order(String orderId) {
        return remembered.find(Remembered.Order.class, orderId);
    }

    boolean hasRefund(String refundId) {
        return remembered.find(Remembered.Refund.class, refundId).isPresent();
    }

    /** With the orders up to a day marked as out of the window. */
    OrderMemory outOfWindow(long lastDay) {
        if (isEmpty() || lastDay < DayBucket.dayOf(remembered.firstAt())) {
            return this;
        }
        List<Remembered> marked = entries();
        marked.replaceAll(entry -> entry instanceof Remembered.Order order && DayBucket.dayOf(order.at()) <= lastDay
                ? order.outOfWindow()
                : entry);
        return new OrderMemory(marked, forgottenOrderAt, forgottenRefundAt);
    }

    /** With one more, at its place in time; where that is one too many the oldest goes. */
    OrderMemory with(Remembered added) {
        RememberedEntries more = remembered.with(added);
        return more.size() > LIMIT
                ? without(more.oldest(1), more)
                : new OrderMemory(more, forgottenOrderAt, forgottenRefundAt);
    }

    /** With an order that is taken although it is too old to be remembered. */
    OrderMemory withForgottenOrder(long at) {
        return new OrderMemory(remembered, Math.max(forgottenOrderAt, at), forgottenRefundAt);
    }

    /** With a refund that is counted although it is too old to be remembered. */
    OrderMemory withForgottenRefund(long at) {
        return new OrderMemory(remembered, forgottenOrderAt, Math.max(forgottenRefundAt, at));
    }

    OrderMemory replace(Remembered.Order before, Remembered.Order after) {
        List<Remembered> replaced = entries();
        replaced.set(replaced.indexOf(before), after);
        return new OrderMemory(replaced, forgottenOrderAt, forgottenRefundAt);
    }

    /** When the latest order that is not undone was placed. */
    OptionalLong lastOrderAt() {
        List<Remembered> entries = entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Remembered.Order order && !order.isUndone()) {
                return OptionalLong.of(order.at());
            }
        }
        return forgottenOrderAt == NONE ? OptionalLong.empty() : OptionalLong.of(forgottenOrderAt);
    }

    /** When the last order of a UTC day's bucket that is not undone was placed. */
    OptionalLong lastOrderOn(long day) {
        OptionalLong last = entries().stream()
                .filter(entry -> entry instanceof Remembered.Order order && order.inWindow() && !order.isUndone())
                .mapToLong(Remembered::at)
                .filter(at -> DayBucket.dayOf(at) == day)
                .max();
        return last.isPresent() ? last : on(day, forgottenOrderAt);
    }

    /** When the last refund that joined the bucket of this UTC day was given. */
    OptionalLong lastRefundOn(long day) {
        OptionalLong last = entries().stream()
                .filter(entry -> entry instanceof Remembered.Refund refund && refund.counted())
                .mapToLong(Remembered::at)
                .filter(at -> DayBucket.dayOf(at) == day)
                .max();
        return last.isPresent() ? last : on(day, forgottenRefundAt);
    }

    private static OptionalLong on(long day, long at) {
        return at != NONE && DayBucket.dayOf(at) == day ? OptionalLong.of(at) : OptionalLong.empty();
    }

    private OrderMemory without(List<Remembered> oldest, RememberedEntries all) {
        long orderAt = forgottenOrderAt;
        long refundAt = forgottenRefundAt;
        for (Remembered entry : oldest) {
            if (entry instanceof Remembered.Order order && !order.isUndone()) {
                orderAt = Math.max(orderAt, order.at());
            } else if (entry instanceof Remembered.Refund refund && refund.counted()) {
                refundAt = Math.max(refundAt, refund.at());
            }
        }
        return new OrderMemory(all.without(oldest.size()), orderAt, refundAt);
    }
}
