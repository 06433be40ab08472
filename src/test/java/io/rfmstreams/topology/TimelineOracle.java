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
import io.rfmstreams.topology.FadingOracle.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A simple and slow oracle for the moves and the FADING alerts of one customer. It keeps all orders, adds them up at each evaluation, and
 * evaluates at each time at which the segment or the return probability could change. It shares the values of the model with the program, but no computation.
 */
public final class TimelineOracle {

    private static final long DAY = 86_400_000L;

    private final Rules rules;
    private final Map<Long, Day> days = new TreeMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Refund> pending = new ArrayList<>();
    private final List<String> moves = new ArrayList<>();
    private final FadingOracle fading = new FadingOracle();
    private String standing = "";
    private long evaluatedAt;
    private @Nullable SegmentationModel model;

    /** The events of one UTC day. */
    private static final class Day {
        private final List<Order> orders = new ArrayList<>();
        private final List<Refund> unlinked = new ArrayList<>();
    }

    private static final class Order {
        private final Purchase purchase;
        private final List<Refund> refunds = new ArrayList<>();

        Order(Purchase purchase) {
            this.purchase = purchase;
        }

        long left() {
            long refunded = 0;
            for (Refund refund : refunds) {
                refunded += refund.amount().units();
            }
            return Math.max(0, purchase.amount().units() - refunded);
        }

        boolean stands() {
            return refunds.isEmpty() || left() > 0;
        }
    }

    /** The rules. Times are in milliseconds; window 0 means lifetime. */
    public record Rules(long window, int coldOrders, long coldPeriod, double hysteresis, boolean monotone) {}

    /** The cause of an evaluation. */
    private enum Cause {
        PURCHASE,
        REFUND_OR_TIME,
        MODEL
    }

    public TimelineOracle(Rules rules, @Nullable SegmentationModel model) {
        this.rules = rules;
        this.model = model;
    }

    public Timeline timeline() {
        return new Timeline(moves, fading.alerts());
    }

    /** Applies an event. Events must be in the order of time. */
    void apply(CustomerEvent event) {
        apply(event, event.occurredAt());
    }

    /**
     * Applies an event that may be late. It must not be a repeat.
     *
     * @param now the clock of the task after the event
     */
    public void apply(CustomerEvent event, long now) {
        advanceTo(now);
        long lastBefore = orders.isEmpty() ? Long.MIN_VALUE : last(now);
        if (event instanceof Refund refund && !add(refund, now)) {
            return;
        }
        if (event instanceof Purchase purchase) {
            Order order = new Order(purchase);
            orders.add(order);
            day(purchase.occurredAt()).orders.add(order);
            pending.removeIf(refund -> purchase.orderId().equals(refund.orderId()) && order.refunds.add(refund));
        }
        if (!orders.isEmpty()) {
            boolean isPurchase = event instanceof Purchase;
            Moment moment = evaluate(now, isPurchase ? Cause.PURCHASE : Cause.REFUND_OR_TIME);
            if (isPurchase && last(now) > lastBefore) {
                fading.startSilence(new Moment(last(now), moment.segment(), 0, moment.totals()), model);
            }
            fading.evaluate(moment, model);
        }
    }

    /** Adds a refund. Returns whether it has an effect immediately. */
    private boolean add(Refund refund, long now) {
        if (refund.orderId() == null) {
            return day(refund.occurredAt()).unlinked.add(refund);
        }
        for (Order order : orders) {
            if (order.purchase.orderId().equals(refund.orderId()) && !isGone(order, now)) {
                return order.refunds.add(refund);
            }
        }
        pending.add(refund);
        return false;
    }

    private Day day(long at) {
        return days.computeIfAbsent(Math.floorDiv(at, DAY), day -> new Day());
    }

    /** Returns whether the UTC day of an order has left the window. */
    private boolean isGone(Order order, long now) {
        long dayEnd = (Math.floorDiv(order.purchase.occurredAt(), DAY) + 1) * DAY;
        return rules.window() > 0 && dayEnd + rules.window() <= now;
    }

    private long first() {
        long first = Long.MAX_VALUE;
        for (Order order : orders) {
            first = Math.min(first, order.purchase.occurredAt());
        }
        return first;
    }

    /** Returns the last standing order; without one, the last expired order; without that, the last order. */
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

    public void activate(SegmentationModel other, long at) {
        advanceTo(at);
        model = other;
        if (!orders.isEmpty()) {
            fading.activate(evaluate(at, Cause.MODEL), other);
        }
    }

    /** Evaluates at each possible time after the last evaluation, up to now. */
    public void advanceTo(long now) {
        if (orders.isEmpty()) {
            return;
        }
        TreeSet<Long> moments = new TreeSet<>();
        LongConsumer moment = at -> {
            if (at > evaluatedAt && at <= now) {
                moments.add(at);
            }
        };
        for (long at = last(evaluatedAt); at <= now; at += DAY) {
            moment.accept(at);
        }
        if (rules.window() > 0) {
            days.values().forEach(day -> moment.accept(leaves(day)));
            orders.forEach(order ->
                    moment.accept((Math.floorDiv(order.purchase.occurredAt(), DAY) + 1) * DAY + rules.window()));
        }
        moment.accept(first() + rules.coldPeriod());
        for (long at : moments) {
            fading.evaluate(evaluate(at, Cause.REFUND_OR_TIME), model);
        }
    }

    /** What counts at a time. */
    record Totals(long frequency, double monetary) {}

    private Totals totals(long now) {
        long frequency = 0;
        long units = 0;
        for (Day day : days.values()) {
            if (rules.window() == 0 || now < leaves(day)) {
                for (Order order : day.orders) {
                    frequency += order.stands() ? 1 : 0;
                    units += order.stands() ? order.left() : 0;
                }
                for (Refund refund : day.unlinked) {
                    units -= refund.amount().units();
                }
            }
        }
        return new Totals(frequency, Math.max(0, units) / 10_000.0);
    }

    private double recencyDays(long now) {
        return Math.max(0, Math.floorDiv(now - last(now), DAY));
    }

    private Moment evaluate(long now, Cause cause) {
        evaluatedAt = now;
        Totals totals = totals(now);
        double recencyDays = recencyDays(now);
        String segment = segment(now, recencyDays, totals, cause);
        if (!segment.equals(standing)) {
            moves.add(now + " " + standing + " " + segment);
            standing = segment;
        }
        return new Moment(now, standing, recencyDays, totals);
    }

    private String segment(long now, double recencyDays, Totals totals, Cause cause) {
        if (totals.frequency() == 0) {
            return "inactive";
        }
        if (totals.frequency() < rules.coldOrders() && now < first() + rules.coldPeriod()) {
            return "new";
        }
        if (model == null) {
            return "unassigned";
        }
        double[] point = {
            scaled(model.features().recency(), recencyDays),
            scaled(model.features().frequency(), (double) totals.frequency()),
            scaled(model.features().monetary(), totals.monetary())
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

    /** Returns whether the rules permit a move between two segments. */
    private boolean mayMove(@Nullable Segment present, Segment other, Cause cause) {
        if (present == null || !rules.monotone() || cause == Cause.MODEL) {
            return true;
        }
        return cause == Cause.PURCHASE ? other.rank() < present.rank() : other.rank() > present.rank();
    }

    /** Returns whether the candidate is nearer, or equally near and of a better rank. */
    private static boolean isNearer(Segment candidate, Segment other, double[] point) {
        double lead = lead(candidate, other, point);
        return lead > 0 || (lead == 0 && candidate.rank() < other.rank());
    }

    private static double scaled(FeatureScaling scaling, double raw) {
        double transformed = scaling.transform() == Transform.LOG1P ? Math.log1p(raw) : raw;
        double scaled = (transformed - scaling.center()) / scaling.scale();
        return scaling.scaling() == Scaling.MINMAX ? Math.max(0, Math.min(1, scaled)) : scaled;
    }

    /** Computes (b_i − b_j) + (r_j − r_i)(2x − (r_i + r_j)), the documented comparison. */
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

    /** Returns the time at which a day leaves the window: one window after its last standing order, or after its last refund. */
    private long leaves(Day day) {
        long last = Long.MIN_VALUE;
        for (Order order : day.orders) {
            last = order.stands() ? Math.max(last, order.purchase.occurredAt()) : last;
        }
        boolean hasOrder = last != Long.MIN_VALUE;
        for (Refund refund : day.unlinked) {
            last = hasOrder ? last : Math.max(last, refund.occurredAt());
        }
        return last + rules.window();
    }
}
