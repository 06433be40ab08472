package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A simple and slow second implementation of purchase histories. It keeps all orders and refunds in the order of
 * arrival and computes every result from the whole list.
 */
public final class HistoryOracle {

    private static final long DAY = 86_400_000L;

    private final HistoryRules rules;
    private final List<Order> orders = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();

    private static final class Order {
        private final Purchase purchase;
        private final boolean kept;
        private final List<Refund> refunds = new ArrayList<>();

        Order(Purchase purchase, boolean kept) {
            this.purchase = purchase;
            this.kept = kept;
        }

        long at() {
            return purchase.occurredAt();
        }

        long left() {
            long left = purchase.amount().units();
            for (Refund refund : refunds) {
                left -= Math.min(left, refund.amount().units());
            }
            return left;
        }

        boolean stands() {
            return refunds.isEmpty() || left() > 0;
        }
    }

    public HistoryOracle(HistoryRules rules) {
        this.rules = rules;
    }

    public Outcome take(CustomerEvent event, long now) {
        return event instanceof Purchase purchase ? take(purchase, now) : take((Refund) event, now);
    }

    private Outcome take(Purchase purchase, long now) {
        if (isGone(purchase.occurredAt(), now)) {
            if (isLifetime() && !rules.acceptLateOrders()) {
                return Outcome.TOO_LATE;
            }
            orders.add(new Order(purchase, false));
            return isLifetime() ? Outcome.ORDER : Outcome.EXPIRED_ON_ARRIVAL;
        }
        for (Order order : orders) {
            if (order.purchase.orderId().equals(purchase.orderId()) && isKept(order, now)) {
                return order.purchase.equals(purchase) ? Outcome.DUPLICATE : Outcome.CONFLICTING_DUPLICATE;
            }
        }
        Order order = new Order(purchase, true);
        for (Refund refund : refunds) {
            if (purchase.orderId().equals(refund.orderId()) && !isGone(refund.occurredAt(), now)) {
                order.refunds.add(refund);
            }
        }
        orders.add(order);
        return Outcome.ORDER;
    }

    private Outcome take(Refund refund, long now) {
        if (isGone(refund.occurredAt(), now)) {
            if (isLifetime() && !rules.acceptLateOrders()) {
                return Outcome.TOO_LATE;
            }
            if (isLifetime() && refund.orderId() == null) {
                refunds.add(refund);
                return Outcome.REFUND_UNLINKED;
            }
            return Outcome.REFUND_IGNORED;
        }
        for (Refund other : refunds) {
            if (other.refundId().equals(refund.refundId()) && !isGone(other.occurredAt(), now)) {
                return Outcome.DUPLICATE;
            }
        }
        refunds.add(refund);
        if (refund.orderId() == null) {
            return Outcome.REFUND_UNLINKED;
        }
        for (Order order : orders) {
            if (order.purchase.orderId().equals(refund.orderId()) && isKept(order, now)) {
                order.refunds.add(refund);
                return Outcome.REFUND_LINKED;
            }
        }
        return Outcome.REFUND_PENDING;
    }

    private boolean isLifetime() {
        return rules.window().equals(Window.LIFETIME);
    }

    /** Returns whether an event with this time has no row, because no event of its UTC day can be in the window. */
    private boolean isGone(long at, long now) {
        return isLifetime()
                ? now - at > rules.orderRetention()
                : now - (Math.floorDiv(at, DAY) + 1) * DAY >= rules.window().millis();
    }

    private boolean isKept(Order order, long now) {
        return order.kept && !isGone(order.at(), now);
    }

    public long first() {
        long first = Long.MAX_VALUE;
        for (Order order : orders) {
            first = Math.min(first, order.at());
        }
        return first;
    }

    public long last(long now) {
        long standing = Long.MIN_VALUE;
        long left = Long.MIN_VALUE;
        long ever = Long.MIN_VALUE;
        for (Order order : orders) {
            boolean hasLeft = !isLifetime() && isGone(order.at(), now);
            standing = order.stands() && !hasLeft ? Math.max(standing, order.at()) : standing;
            left = hasLeft ? Math.max(left, order.at()) : left;
            ever = Math.max(ever, order.at());
        }
        return standing != Long.MIN_VALUE ? standing : left != Long.MIN_VALUE ? left : ever;
    }

    public boolean hasCustomer() {
        return !orders.isEmpty();
    }

    public Rfm rfm(long now) {
        Set<Long> days = new TreeSet<>();
        orders.forEach(order -> days.add(day(order.at())));
        refunds.forEach(refund -> days.add(day(refund.occurredAt())));
        long frequency = 0;
        long units = 0;
        for (long day : days) {
            if (counts(day, now)) {
                for (Order order : orders) {
                    if (day(order.at()) == day && order.stands()) {
                        frequency++;
                        units += order.left();
                    }
                }
                for (Refund refund : refunds) {
                    units -= day(refund.occurredAt()) == day && refund.orderId() == null
                            ? refund.amount().units()
                            : 0;
                }
            }
        }
        return new Rfm(Math.max(0, Math.floorDiv(now - last(now), DAY)), frequency, new Money(units));
    }

    /**
     * Returns whether a day counts: until its last order that is not undone + window; without one, until its last
     * unlinked refund + window.
     */
    private boolean counts(long day, long now) {
        if (isLifetime()) {
            return true;
        }
        long lastOrder = Long.MIN_VALUE;
        for (Order order : orders) {
            lastOrder = day(order.at()) == day && order.stands() ? Math.max(lastOrder, order.at()) : lastOrder;
        }
        long lastRefund = Long.MIN_VALUE;
        for (Refund refund : refunds) {
            lastRefund = day(refund.occurredAt()) == day && refund.orderId() == null
                    ? Math.max(lastRefund, refund.occurredAt())
                    : lastRefund;
        }
        long last = lastOrder != Long.MIN_VALUE ? lastOrder : lastRefund;
        return last != Long.MIN_VALUE && now - last < rules.window().millis();
    }

    private static long day(long at) {
        return Math.floorDiv(at, DAY);
    }
}
