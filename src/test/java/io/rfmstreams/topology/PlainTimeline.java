package io.rfmstreams.topology;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
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
final class PlainTimeline {

    private static final long DAY = 86_400_000L;

    private final Rules rules;
    private final Map<Long, List<CustomerEvent>> days = new TreeMap<>();
    private final List<String> moves = new ArrayList<>();
    private String standing = "";
    private long judgedAt;
    private long orders;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private @Nullable SegmentationModel model;

    /** The rules, in milliseconds where they are times; window 0 for a lifetime. */
    record Rules(long window, int coldOrders, long coldPeriod, double hysteresis) {}

    PlainTimeline(Rules rules, @Nullable SegmentationModel model) {
        this.rules = rules;
        this.model = model;
    }

    /** Each move as moment, from and to. */
    List<String> moves() {
        return moves;
    }

    void happens(CustomerEvent event) {
        if (orders == 0 && !(event instanceof Purchase)) {
            return;
        }
        letPass(event.occurredAt());
        days.computeIfAbsent(Math.floorDiv(event.occurredAt(), DAY), day -> new ArrayList<>())
                .add(event);
        if (event instanceof Purchase) {
            orders++;
            first = Math.min(first, event.occurredAt());
            last = Math.max(last, event.occurredAt());
        }
        judge(event.occurredAt());
    }

    void isJudgedBy(SegmentationModel other, long at) {
        letPass(at);
        model = other;
        if (orders > 0) {
            judge(at);
        }
    }

    /** Tries every moment after the last judgement up to this one. */
    void letPass(long now) {
        if (orders == 0) {
            return;
        }
        TreeSet<Long> moments = new TreeSet<>();
        for (long at = last; at <= now; at += DAY) {
            moments.add(at);
        }
        if (rules.window() > 0) {
            days.values().forEach(day -> moments.add(leaves(day)));
        }
        moments.add(first + rules.coldPeriod());
        for (long moment : new TreeSet<>(moments.subSet(judgedAt, false, Math.max(now, judgedAt), true))) {
            judge(moment);
        }
    }

    private void judge(long now) {
        judgedAt = now;
        String segment = segment(now);
        if (!segment.equals(standing)) {
            moves.add(now + " " + standing + " " + segment);
            standing = segment;
        }
    }

    private String segment(long now) {
        if (orders < rules.coldOrders() && now < first + rules.coldPeriod()) {
            return "new";
        }
        if (model == null) {
            return "unassigned";
        }
        long frequency = 0;
        long units = 0;
        for (List<CustomerEvent> day : days.values()) {
            if (rules.window() == 0 || now < leaves(day)) {
                for (CustomerEvent event : day) {
                    frequency += event instanceof Purchase ? 1 : 0;
                    units += event instanceof Purchase
                            ? event.amount().units()
                            : -event.amount().units();
                }
            }
        }
        double[] point = {
            scaled(model.features().recency(), (double) Math.max(0, Math.floorDiv(now - last, DAY))),
            scaled(model.features().frequency(), (double) frequency),
            scaled(model.features().monetary(), Math.max(0, units) / 10_000.0)
        };
        Segment nearest = model.segments().get(0);
        for (Segment candidate : model.segments()) {
            nearest = lead(candidate, nearest, point) > 0 ? candidate : nearest;
        }
        for (Segment own : model.segments()) {
            boolean stays = own.id().equals(standing) && rules.hysteresis() > 0;
            if (stays && !(lead(nearest, own, point) > rules.hysteresis())) {
                return own.id();
            }
        }
        return nearest.id();
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

    /** When a day's events leave the window, all at once: at the last order's end or, without any, the last refund's. */
    private long leaves(List<CustomerEvent> day) {
        boolean hasOrder = day.stream().anyMatch(Purchase.class::isInstance);
        return rules.window()
                + day.stream()
                        .filter(event -> event instanceof Purchase || !hasOrder)
                        .mapToLong(CustomerEvent::occurredAt)
                        .max()
                        .orElseThrow();
    }
}
