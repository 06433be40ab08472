package io.rfmstreams.topology;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A slow, plain second telling of one customer's moves: keeps every order, adds up anew each time, and tries every moment at
 * which anything could change. Shares the model's numbers with the product, and nothing that computes.
 */
final class TimelineOracle {

    private static final long DAY = 86_400_000L;

    private final Rules rules;
    private final Map<Long, Day> days = new TreeMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Refund> pending = new ArrayList<>();
    private final List<String> moves = new ArrayList<>();
    private String standing = "";
    private long judgedAt;
    private @Nullable SegmentationModel model;

    /** What is dated on one UTC day. */
    private static final class Day {
        private final List<Order> orders = new ArrayList<>();
        private final List<Refund> unlinked = new ArrayList<>();

        List<Order> standing() {
            return orders.stream().filter(Order::stands).toList();
        }
    }

    private static final class Order {
        private final Purchase purchase;
        private final List<Refund> refunds = new ArrayList<>();

        Order(Purchase purchase) {
            this.purchase = purchase;
        }

        long left() {
            long refunded =
                    refunds.stream().mapToLong(each -> each.amount().units()).sum();
            return Math.max(0, purchase.amount().units() - refunded);
        }

        boolean stands() {
            return refunds.isEmpty() || left() > 0;
        }
    }

    /** The rules, in milliseconds where they are times; window 0 for a lifetime. */
    record Rules(long window, int coldOrders, long coldPeriod, double hysteresis, boolean monotone) {}

    /** What a judgement is made for. */
    private enum Cause {
        PURCHASE,
        REFUND_OR_TIME,
        MODEL
    }

    TimelineOracle(Rules rules, @Nullable SegmentationModel model) {
        this.rules = rules;
        this.model = model;
    }

    /** Each move as moment, from and to. */
    List<String> moves() {
        return moves;
    }

    /** Takes an event that is not dated before those taken already. */
    void happens(CustomerEvent event) {
        letPass(event.occurredAt());
        if (event instanceof Refund refund && !add(refund)) {
            return;
        }
        if (event instanceof Purchase purchase) {
            Order order = new Order(purchase);
            orders.add(order);
            day(purchase.occurredAt()).orders.add(order);
            pending.removeIf(refund -> purchase.orderId().equals(refund.orderId()) && order.refunds.add(refund));
        }
        if (!orders.isEmpty()) {
            judge(event.occurredAt(), event instanceof Purchase ? Cause.PURCHASE : Cause.REFUND_OR_TIME);
        }
    }

    /** Whether the refund has an effect at once. */
    private boolean add(Refund refund) {
        if (refund.orderId() == null) {
            return day(refund.occurredAt()).unlinked.add(refund);
        }
        for (Order order : orders) {
            if (order.purchase.orderId().equals(refund.orderId()) && !isGone(order, refund.occurredAt())) {
                return order.refunds.add(refund);
            }
        }
        pending.add(refund);
        return false;
    }

    private Day day(long at) {
        return days.computeIfAbsent(Math.floorDiv(at, DAY), day -> new Day());
    }

    /** Whether the order's UTC day has left the window. */
    private boolean isGone(Order order, long now) {
        long dayEnd = (Math.floorDiv(order.purchase.occurredAt(), DAY) + 1) * DAY;
        return rules.window() > 0 && dayEnd + rules.window() <= now;
    }

    private long first() {
        return orders.stream()
                .mapToLong(order -> order.purchase.occurredAt())
                .min()
                .orElseThrow();
    }

    /** The latest order that stands; without one the latest that is gone, without that the latest at all. */
    private long last(long now) {
        long stands = Long.MIN_VALUE;
        long gone = Long.MIN_VALUE;
        long any = Long.MIN_VALUE;
        for (Order order : orders) {
            long at = order.purchase.occurredAt();
            gone = isGone(order, now) ? Math.max(gone, at) : gone;
            stands = !isGone(order, now) && order.stands() ? Math.max(stands, at) : stands;
            any = Math.max(any, at);
        }
        return stands != Long.MIN_VALUE ? stands : gone != Long.MIN_VALUE ? gone : any;
    }

    void isJudgedBy(SegmentationModel other, long at) {
        letPass(at);
        model = other;
        if (!orders.isEmpty()) {
            judge(at, Cause.MODEL);
        }
    }

    /** Tries every moment after the last judgement up to this one. */
    void letPass(long now) {
        if (orders.isEmpty()) {
            return;
        }
        TreeSet<Long> moments = new TreeSet<>();
        for (long at = last(judgedAt); at <= now; at += DAY) {
            moments.add(at);
        }
        if (rules.window() > 0) {
            days.values().forEach(day -> moments.add(leaves(day)));
            orders.forEach(
                    order -> moments.add((Math.floorDiv(order.purchase.occurredAt(), DAY) + 1) * DAY + rules.window()));
        }
        moments.add(first() + rules.coldPeriod());
        for (long moment : new TreeSet<>(moments.subSet(judgedAt, false, Math.max(now, judgedAt), true))) {
            judge(moment, Cause.REFUND_OR_TIME);
        }
    }

    private void judge(long now, Cause cause) {
        judgedAt = now;
        String segment = segment(now, cause);
        if (!segment.equals(standing)) {
            moves.add(now + " " + standing + " " + segment);
            standing = segment;
        }
    }

    private String segment(long now, Cause cause) {
        long frequency = 0;
        long units = 0;
        for (Day day : days.values()) {
            if (rules.window() == 0 || now < leaves(day)) {
                frequency += day.standing().size();
                units += day.standing().stream().mapToLong(Order::left).sum();
                units -= day.unlinked.stream()
                        .mapToLong(each -> each.amount().units())
                        .sum();
            }
        }
        if (frequency == 0) {
            return "inactive";
        }
        if (frequency < rules.coldOrders() && now < first() + rules.coldPeriod()) {
            return "new";
        }
        if (model == null) {
            return "unassigned";
        }
        double[] point = {
            scaled(model.features().recency(), (double) Math.max(0, Math.floorDiv(now - last(now), DAY))),
            scaled(model.features().frequency(), (double) frequency),
            scaled(model.features().monetary(), Math.max(0, units) / 10_000.0)
        };
        Segment present = model.segments().stream()
                .filter(each -> each.id().equals(standing))
                .findFirst()
                .orElse(null);
        Segment nearest = present == null ? model.segments().get(0) : present;
        for (Segment candidate : model.segments()) {
            if (mayMove(present, candidate, cause) && isNearer(candidate, nearest, point)) {
                nearest = candidate;
            }
        }
        if (present != null
                && rules.hysteresis() > 0
                && lead(nearest, present, point)
                        <= rules.hysteresis() * model.features().spread()) {
            return present.id();
        }
        return nearest.id();
    }

    /** Whether the rules let a customer of one segment go to another one. */
    private boolean mayMove(@Nullable Segment present, Segment other, Cause cause) {
        if (present == null || !rules.monotone() || cause == Cause.MODEL) {
            return true;
        }
        return cause == Cause.PURCHASE ? other.rank() < present.rank() : other.rank() > present.rank();
    }

    /** Whether the candidate is nearer, or as near and before the other in the order of ranks. */
    private static boolean isNearer(Segment candidate, Segment other, double[] point) {
        double lead = lead(candidate, other, point);
        return lead > 0 || (lead == 0 && candidate.rank() < other.rank());
    }

    private static double scaled(FeatureScaling scaling, double raw) {
        double transformed = scaling.transform() == Transform.LOG1P ? Math.log1p(raw) : raw;
        double scaled = (transformed - scaling.center()) / scaling.scale();
        return scaling.scaling() == Scaling.MINMAX ? Math.max(0, Math.min(1, scaled)) : scaled;
    }

    /** (b_i − b_j) + (r_j − r_i)(2x − (r_i + r_j)), as published with the product. */
    private static double lead(Segment candidate, Segment other, double[] point) {
        RfmPoint j = candidate.centroid();
        RfmPoint i = other.centroid();
        return beside(i, point)
                - beside(j, point)
                + (j.recency() - i.recency()) * (2 * point[0] - (i.recency() + j.recency()));
    }

    private static double beside(RfmPoint centroid, double[] point) {
        return (point[1] - centroid.frequency()) * (point[1] - centroid.frequency())
                + (point[2] - centroid.monetary()) * (point[2] - centroid.monetary());
    }

    /** When a day's events leave the window: at the last standing order's end or, without any, the last refund's. */
    private long leaves(Day day) {
        List<? extends CustomerEvent> counting = day.standing().isEmpty()
                ? day.unlinked
                : day.standing().stream().map(order -> order.purchase).toList();
        return counting.stream().mapToLong(CustomerEvent::occurredAt).max().orElse(Long.MIN_VALUE) + rules.window();
    }
}
