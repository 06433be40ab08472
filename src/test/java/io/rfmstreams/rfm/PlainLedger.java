package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A slow, plain second implementation of what a purchase history means: keeps every event ever taken and adds up anew each
 * time. Knows no limit on how many are remembered.
 */
final class PlainLedger {

    private final HistoryRules rules;
    private final List<Order> orders = new ArrayList<>();
    private final List<Refund> unlinked = new ArrayList<>();
    private final Map<String, Long> refundIds = new HashMap<>();
    private final Set<Long> expiredDays = new HashSet<>();
    private long lastEver = Long.MIN_VALUE;

    private static final class Order {
        private final Purchase purchase;
        private Money left;
        private boolean inWindow = true;

        Order(Purchase purchase) {
            this.purchase = purchase;
            this.left = purchase.amount();
        }
    }

    PlainLedger(HistoryRules rules) {
        this.rules = rules;
    }

    Outcome take(CustomerEvent event, long now) {
        expire(now);
        return event instanceof Purchase purchase ? take(purchase, now) : take((Refund) event, now);
    }

    private Outcome take(Purchase purchase, long now) {
        if (remembered(purchase.orderId(), now).isPresent()) {
            return Outcome.DUPLICATE;
        }
        if (isBeyond(purchase.occurredAt(), now) && !orders.isEmpty()) {
            return Outcome.BEYOND_MEMORY;
        }
        Order order = new Order(purchase);
        orders.add(order);
        order.inWindow = purchase.occurredAt() + rules.window().millis() > now
                || bucketIsOpen(DayBucket.dayOf(purchase.occurredAt()), order);
        lastEver = live().isEmpty() ? purchase.occurredAt() : last();
        return Outcome.ORDER;
    }

    private Outcome take(Refund refund, long now) {
        Long before = refundIds.get(refund.refundId());
        if (before != null && !isBeyond(before, now)) {
            return Outcome.DUPLICATE;
        }
        boolean known = !orders.isEmpty() || !refundIds.isEmpty();
        if (isBeyond(refund.occurredAt(), now)) {
            return known ? Outcome.BEYOND_MEMORY : Outcome.REFUND_IGNORED;
        }
        if (orders.isEmpty()) {
            refundIds.put(refund.refundId(), refund.occurredAt());
            return Outcome.REFUND_IGNORED;
        }
        refundIds.put(refund.refundId(), refund.occurredAt());
        Optional<Order> order = remembered(refund.orderId(), now);
        if (order.isPresent()) {
            order.get().left = order.get().left.minus(refund.amount().min(order.get().left));
            lastEver = live().isEmpty() ? lastEver : last();
            return Outcome.REFUND_LINKED;
        }
        unlinked.add(refund);
        return Outcome.REFUND_UNLINKED;
    }

    /** Notes which orders have left the window: whole days, at the time of the day's last order that counts. */
    private void expire(long now) {
        for (Order order : orders) {
            long day = DayBucket.dayOf(order.purchase.occurredAt());
            if (order.inWindow && rules.window().isOver(bucketLastAt(day), now)) {
                expiredDays.add(day);
            }
        }
        for (Refund refund : unlinked) {
            long day = DayBucket.dayOf(refund.occurredAt());
            if (rules.window().isOver(bucketLastAt(day), now)) {
                expiredDays.add(day);
            }
        }
        orders.stream()
                .filter(order -> expiredDays.contains(DayBucket.dayOf(order.purchase.occurredAt())))
                .forEach(order -> order.inWindow = false);
        unlinked.removeIf(refund -> expiredDays.contains(DayBucket.dayOf(refund.occurredAt())));
        expiredDays.clear();
    }

    private long bucketLastAt(long day) {
        return orders.stream()
                .filter(order -> order.inWindow && !order.left.isZero())
                .mapToLong(order -> order.purchase.occurredAt())
                .filter(at -> DayBucket.dayOf(at) == day)
                .max()
                .orElseGet(() -> unlinked.stream()
                        .mapToLong(Refund::occurredAt)
                        .filter(at -> DayBucket.dayOf(at) == day)
                        .max()
                        .orElse(Long.MAX_VALUE));
    }

    private boolean bucketIsOpen(long day, Order but) {
        return orders.stream()
                        .anyMatch(order -> order != but
                                && order.inWindow
                                && !order.left.isZero()
                                && DayBucket.dayOf(order.purchase.occurredAt()) == day)
                || unlinked.stream().anyMatch(refund -> DayBucket.dayOf(refund.occurredAt()) == day);
    }

    private Optional<Order> remembered(String orderId, long now) {
        return orders.stream()
                .filter(order -> order.purchase.orderId().equals(orderId))
                .filter(order -> !isBeyond(order.purchase.occurredAt(), now))
                .findFirst();
    }

    private boolean isBeyond(long at, long now) {
        return at < now - rules.orderMemory();
    }

    private List<Order> live() {
        return orders.stream().filter(order -> !order.left.isZero()).toList();
    }

    private long last() {
        return live().stream()
                .mapToLong(order -> order.purchase.occurredAt())
                .max()
                .orElseThrow();
    }

    long orders() {
        return live().size();
    }

    Rfm rfm(long now) {
        expire(now);
        Money monetary = Money.ZERO;
        long frequency = 0;
        for (Order order : live()) {
            if (order.inWindow) {
                frequency++;
                monetary = monetary.plus(order.left);
            }
        }
        for (Refund refund : unlinked) {
            monetary = monetary.minus(refund.amount());
        }
        return new Rfm(Math.max(0, Math.floorDiv(now - lastEver, DayBucket.DAY_MILLIS)), frequency, monetary);
    }
}
