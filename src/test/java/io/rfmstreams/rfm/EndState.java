package io.rfmstreams.rfm;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The expected final state of a customer, computed from the set of all orders and refunds, so that it cannot depend on
 * the order of arrival. It shares no computation with the product.
 */
public record EndState(Rfm rfm, long firstPurchaseAt, long lastPurchaseAt) {

    private static final long DAY = 86_400_000L;

    /**
     * Computes the final state of a customer with at least one purchase.
     *
     * @param events the distinct events, in any order
     * @param window length of the window in milliseconds
     * @param end epoch milliseconds, not before any event
     */
    public static EndState of(Collection<CustomerEvent> events, long window, long end) {
        Map<Long, List<Purchase>> standing = new TreeMap<>();
        Map<Long, List<Refund>> unlinked = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long lastGone = Long.MIN_VALUE;
        long lastStanding = Long.MIN_VALUE;
        for (CustomerEvent event : events) {
            long at = event.occurredAt();
            long day = Math.floorDiv(at, DAY);
            if (event instanceof Refund refund) {
                if (refund.orderId() == null) {
                    unlinked.computeIfAbsent(day, none -> new ArrayList<>()).add(refund);
                }
                continue;
            }
            boolean isGone = (day + 1) * DAY + window <= end;
            boolean stands = stands((Purchase) event, events);
            first = Math.min(first, at);
            last = Math.max(last, at);
            lastGone = isGone ? Math.max(lastGone, at) : lastGone;
            lastStanding = stands && !isGone ? Math.max(lastStanding, at) : lastStanding;
            if (stands) {
                standing.computeIfAbsent(day, none -> new ArrayList<>()).add((Purchase) event);
            }
        }
        long shown = lastStanding != Long.MIN_VALUE ? lastStanding : lastGone != Long.MIN_VALUE ? lastGone : last;
        long frequency = 0;
        long units = 0;
        Set<Long> days = new HashSet<>(standing.keySet());
        days.addAll(unlinked.keySet());
        for (long day : days) {
            List<Purchase> orders = standing.getOrDefault(day, List.of());
            List<Refund> refunds = unlinked.getOrDefault(day, List.of());
            long dayEnd = (orders.isEmpty() ? refunds : orders)
                    .stream().mapToLong(CustomerEvent::occurredAt).max().orElseThrow();
            if (end < dayEnd + window) {
                frequency += orders.size();
                units += orders.stream().mapToLong(order -> left(order, events)).sum();
                units -= refunds.stream()
                        .mapToLong(refund -> refund.amount().units())
                        .sum();
            }
        }
        return new EndState(new Rfm(Math.floorDiv(end - shown, DAY), frequency, new Money(units)), first, shown);
    }

    /** Returns the state of profiles, with the recency at a time for which their frequency and monetary are valid. */
    public static Map<String, EndState> ofAll(Collection<CustomerProfile> profiles, long now) {
        Map<String, EndState> states = new TreeMap<>();
        for (CustomerProfile profile : profiles) {
            long recencyDays = Math.floorDiv(now - profile.lastPurchaseAt(), DAY);
            Rfm rfm = new Rfm(
                    recencyDays, profile.rfm().frequency(), profile.rfm().monetary());
            states.put(profile.customerId(), new EndState(rfm, profile.firstPurchaseAt(), profile.lastPurchaseAt()));
        }
        return states;
    }

    /** Returns only the customers whose states differ, so that a failure is readable. */
    public static List<String> differences(Map<String, EndState> actual, Map<String, EndState> expected) {
        Set<String> customers = new TreeSet<>(expected.keySet());
        customers.addAll(actual.keySet());
        return customers.stream()
                .filter(id -> !Objects.equals(actual.get(id), expected.get(id)))
                .map(id -> id + ": " + actual.get(id) + " instead of " + expected.get(id))
                .toList();
    }

    private static boolean stands(Purchase order, Collection<CustomerEvent> events) {
        return left(order, events) > 0 || refunded(order, events) < 0;
    }

    private static long left(Purchase order, Collection<CustomerEvent> events) {
        return Math.max(0, order.amount().units() - Math.max(0, refunded(order, events)));
    }

    /** Returns the total of the refunds of an order; -1 without a refund. */
    private static long refunded(Purchase order, Collection<CustomerEvent> events) {
        long refunded = -1;
        for (CustomerEvent event : events) {
            if (event instanceof Refund refund && order.orderId().equals(refund.orderId())) {
                refunded = Math.max(0, refunded) + refund.amount().units();
            }
        }
        return refunded;
    }
}
