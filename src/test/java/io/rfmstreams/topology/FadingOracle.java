package io.rfmstreams.topology;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.TimelineOracle.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simple oracle for the FADING alerts of one customer. It sees the customer after each event, on each day of recency and at each expiry.
 * It knows the policy of {@link TopologyFixture#rules}.
 */
final class FadingOracle {

    private static final Set<Integer> WATCHED = Set.of(1, 2);
    private static final double THRESHOLD = 0.5;
    private static final Set<String> RESERVED = Set.of("new", "unassigned", "inactive");

    private final List<String> alerts = new ArrayList<>();
    private String best = "";
    private boolean isRaised;
    private boolean isPast;

    /** A customer at one time. */
    record Moment(long at, String segment, double recencyDays, Totals totals) {}

    /** Returns the alerts: time, present segment and return probability. */
    List<String> alerts() {
        return alerts;
    }

    /** The customer has bought. The moment is that of the purchase, which is earlier than the evaluation if it came late. */
    void startSilence(Moment purchase, @Nullable SegmentationModel model) {
        best = purchase.segment();
        isRaised = false;
        isPast = isBelow(purchase, model);
    }

    /** The customer has got a refund, or time has passed. */
    void evaluate(Moment now, @Nullable SegmentationModel model) {
        readBest(now.segment(), model);
        if (isPast || !isBelow(now, model)) {
            return;
        }
        isPast = true;
        Integer rank = rank(best, model);
        if (!isRaised && rank != null && WATCHED.contains(rank)) {
            isRaised = true;
            alerts.add(Timeline.fading(now.at(), now.segment(), probability(now, model)));
        }
    }

    /** A model has become active. It raises nothing, and whether the moment is past depends on the model. */
    void activate(Moment now, SegmentationModel model) {
        readBest(now.segment(), model);
        isPast = isBelow(now, model);
    }

    private void readBest(String present, @Nullable SegmentationModel model) {
        Integer bestRank = rank(best, model);
        Integer presentRank = rank(present, model);
        boolean isBetter = bestRank == null
                ? !RESERVED.contains(best) || !present.equals("inactive")
                : presentRank != null && presentRank < bestRank;
        best = isBetter ? present : best;
    }

    private static @Nullable Integer rank(String segmentId, @Nullable SegmentationModel model) {
        return model == null
                ? null
                : model.segment(segmentId).map(Segment::rank).orElse(null);
    }

    private static boolean isBelow(Moment now, @Nullable SegmentationModel model) {
        return probability(now, model) < THRESHOLD;
    }

    /** Returns NaN if there is no probability. */
    private static double probability(Moment now, @Nullable SegmentationModel model) {
        ReturnModel returns = model == null ? null : model.returnModel();
        if (returns == null || now.totals().frequency() == 0) {
            return Double.NaN;
        }
        double logit = returns.intercept()
                + returns.recency() * Math.log1p(now.recencyDays())
                + returns.frequency() * Math.log1p((double) now.totals().frequency())
                + returns.monetary() * Math.log1p(now.totals().monetary());
        return 1 / (1 + Math.exp(-logit));
    }
}
