package io.rfmstreams.rfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The orders and refunds of one customer that are remembered one by one, oldest first, at most {@value #LIMIT}. Of those
 * no longer remembered it keeps the latest times, so that recency and a bucket's last time fall back exactly when an
 * order is undone: whatever is forgotten is older than all that is remembered.
 *
 * @param entries by time, oldest first
 * @param forgottenOrderAt when the latest order no longer remembered was placed, epoch milliseconds; {@link #NONE}
 *     without one. Undone orders do not count.
 * @param forgottenRefundAt the same for the latest refund that joined its own day's bucket
 */
public record OrderMemory(List<Remembered> entries, long forgottenOrderAt, long forgottenRefundAt) {

    /** The largest number of orders and refunds remembered a customer. */
    public static final int LIMIT = 1_024;

    /** Stands for the time of something that never happened. */
    public static final long NONE = Long.MIN_VALUE;

    static final OrderMemory EMPTY = new OrderMemory(List.of(), NONE, NONE);

    boolean isFull() {
        return entries.size() >= LIMIT;
    }

    /** Whether something of this time is older than all that could still be remembered. */
    boolean isBeyond(long at, long forgetBefore) {
        return at < forgetBefore || (isFull() && at < entries.get(0).at());
    }

    /** Without what is older than {@code forgetBefore}. */
    OrderMemory forget(long forgetBefore) {
        int kept = 0;
        while (kept < entries.size() && entries.get(kept).at() < forgetBefore) {
            kept++;
        }
        return kept == 0 ? this : withoutOldest(kept, entries);
    }

    Optional<Remembered.Order> order(String orderId) {
        for (Remembered entry : entries) {
            if (entry instanceof Remembered.Order order && order.id().equals(orderId)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    boolean hasRefund(String refundId) {
        for (Remembered entry : entries) {
            if (entry instanceof Remembered.Refund refund && refund.id().equals(refundId)) {
                return true;
            }
        }
        return false;
    }

    /** With the orders of some days marked as out of the window. */
    OrderMemory outOfWindow(Set<Long> days) {
        List<Remembered> marked = new ArrayList<>(entries);
        marked.replaceAll(entry -> entry instanceof Remembered.Order order && days.contains(DayBucket.dayOf(order.at()))
                ? order.outOfWindow()
                : entry);
        return new OrderMemory(marked, forgottenOrderAt, forgottenRefundAt);
    }

    /** With one more, at its place in time; where that is one too many the oldest goes. */
    OrderMemory with(Remembered added) {
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).at() > added.at()) {
            place--;
        }
        List<Remembered> more = new ArrayList<>(entries.size() + 1);
        more.addAll(entries.subList(0, place));
        more.add(added);
        more.addAll(entries.subList(place, entries.size()));
        return more.size() > LIMIT
                ? withoutOldest(1, more)
                : new OrderMemory(more, forgottenOrderAt, forgottenRefundAt);
    }

    /** With an order that is taken although it is too old to be remembered. */
    OrderMemory withForgottenOrder(long at) {
        return new OrderMemory(entries, Math.max(forgottenOrderAt, at), forgottenRefundAt);
    }

    /** With a refund that is counted although it is too old to be remembered. */
    OrderMemory withForgottenRefund(long at) {
        return new OrderMemory(entries, forgottenOrderAt, Math.max(forgottenRefundAt, at));
    }

    OrderMemory replace(Remembered.Order before, Remembered.Order after) {
        List<Remembered> replaced = new ArrayList<>(entries);
        replaced.set(entries.indexOf(before), after);
        return new OrderMemory(replaced, forgottenOrderAt, forgottenRefundAt);
    }

    /** When the latest order that is not undone was placed. */
    OptionalLong lastOrderAt() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Remembered.Order order && !order.isUndone()) {
                return OptionalLong.of(order.at());
            }
        }
        return forgottenOrderAt == NONE ? OptionalLong.empty() : OptionalLong.of(forgottenOrderAt);
    }

    /** When the last order of a UTC day's bucket that is not undone was placed. */
    OptionalLong lastOrderOn(long day) {
        OptionalLong remembered = entries.stream()
                .filter(entry -> entry instanceof Remembered.Order order && order.inWindow() && !order.isUndone())
                .mapToLong(Remembered::at)
                .filter(at -> DayBucket.dayOf(at) == day)
                .max();
        return remembered.isPresent() ? remembered : on(day, forgottenOrderAt);
    }

    /** When the last refund that joined the bucket of this UTC day was given. */
    OptionalLong lastRefundOn(long day) {
        OptionalLong remembered = entries.stream()
                .filter(entry -> entry instanceof Remembered.Refund refund && refund.counted())
                .mapToLong(Remembered::at)
                .filter(at -> DayBucket.dayOf(at) == day)
                .max();
        return remembered.isPresent() ? remembered : on(day, forgottenRefundAt);
    }

    private static OptionalLong on(long day, long at) {
        return at != NONE && DayBucket.dayOf(at) == day ? OptionalLong.of(at) : OptionalLong.empty();
    }

    private OrderMemory withoutOldest(int count, List<Remembered> all) {
        long orderAt = forgottenOrderAt;
        long refundAt = forgottenRefundAt;
        for (Remembered entry : all.subList(0, count)) {
            if (entry instanceof Remembered.Order order && !order.isUndone()) {
                orderAt = Math.max(orderAt, order.at());
            } else if (entry instanceof Remembered.Refund refund && refund.counted()) {
                refundAt = Math.max(refundAt, refund.at());
            }
        }
        return new OrderMemory(new ArrayList<>(all.subList(count, all.size())), orderAt, refundAt);
    }
}
