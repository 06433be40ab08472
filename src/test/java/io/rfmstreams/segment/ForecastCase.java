package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A random customer with a random model and random rules, and the customer's segment changes by brute force. */
final class ForecastCase {

    static final long DAY = DayBucket.DAY_MILLIS;
    static final long TODAY = 20_000 * DAY + 43_200_000L;

    private static final int DAYS_BACK = 400;

    private final Random random;
    final Window window;
    final HistoryRules historyRules;
    final SegmentRules rules;
    final SegmentationModel model;
    final Customer customer;

    ForecastCase(Random random) {
        this.random = random;
        window = random.nextInt(4) == 0 ? Window.LIFETIME : Window.ofDays(1 + random.nextInt(400));
        historyRules = HistoryRules.of(window, Duration.ofDays(30));
        ColdStart coldStart = random.nextBoolean()
                ? new ColdStart(1, 0)
                : new ColdStart(1 + random.nextInt(5), random.nextInt(90) * DAY);
        double[] hysteresis = {0, 0, 0.25, 1, random.nextInt(12) / 8.0};
        rules = new SegmentRules(
                coldStart,
                hysteresis[random.nextInt(hysteresis.length)],
                random.nextBoolean() ? DirectionRule.MONOTONE : DirectionRule.FREE);
        model = model();
        PurchaseHistory history = history();
        String present = "s" + random.nextInt(model.segments().size());
        Reason[] reasons = {Reason.PURCHASE, Reason.MODEL, Reason.TIME};
        String segmentId = evaluate(history, present, reasons[random.nextInt(reasons.length)], TODAY);
        customer = new Customer(
                0,
                new Membership(segmentId, TODAY, 1),
                new Evaluation(1, 1, TODAY),
                Customer.NOT_DUE,
                Inactivity.startingIn(segmentId),
                history);
    }

    /**
     * Returns the segment changes within a number of days from today. It evaluates every time at which a change is
     * possible.
     */
    List<NextChange> bruteForce(int days) {
        TreeSet<Long> moments = new TreeSet<>();
        PurchaseHistory history = customer.history();
        long recency = Rfm.recencyDays(history.lastPurchaseAt(), TODAY);
        for (long day = recency; day <= recency + days; day++) {
            moments.add(history.lastPurchaseAt() + day * DAY);
        }
        history.buckets()
                .toList()
                .forEach(bucket ->
                        moments.add(window.end(bucket.orders() > 0 ? bucket.lastOrderAt() : bucket.lastRefundAt())));
        moments.add(history.firstPurchaseAt() + rules.coldStart().period());
        List<NextChange> changes = new ArrayList<>();
        String present = customer.membership().segmentId();
        for (long moment : moments.subSet(TODAY, false, TODAY + days * DAY, true)) {
            String segment = evaluate(history, present, Reason.TIME, moment);
            if (!segment.equals(present)) {
                changes.add(new NextChange(segment, moment));
                present = segment;
            }
        }
        return changes;
    }

    /** The customer's RFM today. */
    Rfm rfm() {
        return customer.history().rfm(window, TODAY);
    }

    String evaluate(PurchaseHistory history, String present, Reason reason, long moment) {
        Trigger trigger = new Trigger(reason, new Evaluation(1, 1, moment));
        return rules.evaluate(model, history, history.rfm(window, moment), present, trigger)
                .segment()
                .id();
    }

    private PurchaseHistory history() {
        TreeMap<Long, DayBucket> buckets = new TreeMap<>();
        long last = TODAY - random.nextInt(1 + random.nextInt(DAYS_BACK)) * DAY + 1_000L * random.nextInt(43_200);
        long first = last;
        int orders = 1 + random.nextInt(8);
        for (int i = 0; i < orders; i++) {
            long at = i == 0 ? last : last - (long) (random.nextDouble() * DAYS_BACK * DAY);
            first = Math.min(first, at);
            if (!window.isOver(at, TODAY)) {
                Money amount = new Money(random.nextInt(10) == 0 ? -1_000_000 : 10_000L * random.nextInt(300));
                buckets.put(Math.floorDiv(at, DAY), bucket(random.nextInt(3), amount.units(), at));
            }
        }
        return new PurchaseHistory(
                first,
                last,
                DayBucket.NONE,
                DayBuckets.of(List.copyOf(buckets.values())),
                PurchaseHistory.EMPTY.rows(),
                0);
    }

    /** Without an order, a bucket of refunds alone. */
    private static DayBucket bucket(int orders, long units, long at) {
        long lastOrderAt = orders > 0 ? at : DayBucket.NONE;
        return new DayBucket(
                Math.floorDiv(at, DAY), orders, units, lastOrderAt, orders > 0 ? DayBucket.NONE : at, lastOrderAt);
    }

    private SegmentationModel model() {
        List<Segment> segments = new ArrayList<>();
        int count = 1 + random.nextInt(7);
        boolean coarse = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            RfmPoint centroid = coarse
                    ? new RfmPoint(random.nextInt(9) / 4.0, random.nextInt(5) / 4.0, random.nextInt(5) / 4.0)
                    : new RfmPoint(
                            random.nextGaussian(1, 0.8), random.nextGaussian(0.5, 0.7), random.nextGaussian(0.5, 0.7));
            segments.add(new Segment("s" + i, "S" + i, i + 1, centroid, null, 0, 0, "-"));
        }
        return new SegmentationModel(
                1,
                0,
                0,
                null,
                window,
                new FeatureSpace(
                        scaling(120, coarse),
                        scaling(4, coarse),
                        scaling(300, coarse),
                        random.nextBoolean() ? 1 : random.nextInt(8) / 16.0),
                segments,
                null,
                null,
                null,
                List.of());
    }

    /** Returns a scaling that maps typical raw values to coordinates of about 1. */
    private FeatureScaling scaling(double typical, boolean coarse) {
        Transform transform = random.nextBoolean() ? Transform.LOG1P : Transform.IDENTITY;
        Scaling scaling = random.nextBoolean() ? Scaling.STANDARD : Scaling.MINMAX;
        double size = transform.apply(typical) * (scaling == Scaling.MINMAX ? 2 : 1);
        double center = random.nextInt(3) == 0 ? 0 : random.nextInt(5) / 16.0 * size;
        return new FeatureScaling(
                transform, scaling, coarse ? Math.rint(center) : center, coarse ? Math.max(1, Math.rint(size)) : size);
    }
}
