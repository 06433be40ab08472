package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Expiries;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import org.jspecify.annotations.Nullable;

/**
 * The way of a customer who buys nothing, walked from move to move. Between two moments at which a bucket leaves the window,
 * or cold start ends, frequency and monetary stand still, and the difference of two squared distances is linear in the scaled
 * recency: the day of the move has a closed form, from which some steps lead to the day on which the evaluate says so.
 */
final class ForecastPath {

    /** Stands for a moment that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** The end of the year 9999, epoch milliseconds; what lies beyond it never comes. */
    static final long LAST_MOMENT = 253_402_300_799_999L;

    private static final int OUTSIDE = -1;
    private static final int STEPS = 4;

    private final PurchaseHistory history;
    private final Expiries expiries;
    private final SegmentRules rules;
    private final Window window;
    private final @Nullable SegmentationModel model;
    private long expiresAt;
    private long frequency;
    private long units;
    private boolean isNew;
    private int standing;
    private long at;
    private double scaledFrequency;
    private double scaledMonetary;

    /**
     * Starts where a customer was evaluated last.
     *
     * @param model the model to evaluate by; null for none
     */
    ForecastPath(Customer customer, @Nullable SegmentationModel model, SegmentRules rules, Window window) {
        this.history = customer.history();
        this.rules = rules;
        this.window = window;
        this.model = model;
        expiries = history.buckets().expiries();
        lookForExpiry();
        at = customer.updatedAt();
        isNew = rules.coldStart().isNew(history, at);
        standing = model == null || isNew ? OUTSIDE : model.indexOf(customer.segmentId());
        scale();
    }

    /** Goes on to the next move; false where there is none any more. */
    boolean next() {
        while (true) {
            long boundary = boundary();
            if (model != null && !isNew && crosses(model, boundary)) {
                return true;
            }
            if (boundary > LAST_MOMENT) {
                return false;
            }
            if (passes(boundary)) {
                return true;
            }
        }
    }

    /** When the customer makes the move, epoch milliseconds. */
    long at() {
        return at;
    }

    /** Where it leads. */
    Assignment standing() {
        return model == null || standing == OUTSIDE
                ? Assignment.UNASSIGNED
                : Assignment.of(model.segments().get(standing));
    }

    /** Where it leads, and when. */
    NextChange move() {
        return new NextChange(
                model == null || standing == OUTSIDE
                        ? SegmentRef.UNASSIGNED.id()
                        : model.segments().get(standing).id(),
                at);
    }

    /** The end of the customer's present frequency and monetary, or of cold start, whichever comes first. */
    long boundary() {
        return isNew ? Math.min(expiresAt, rules.coldStart().end(history)) : expiresAt;
    }

    /** Lets the moment of {@link #boundary} come; whether it moves the customer. */
    private boolean passes(long boundary) {
        at = boundary;
        while (expiresAt <= at) {
            lookForExpiry();
        }
        boolean wasNew = isNew;
        isNew = isNew && rules.coldStart().isNew(history, at);
        if (isNew) {
            return false;
        }
        if (model == null) {
            return wasNew;
        }
        scale();
        int before = standing;
        standing = assign(model, Rfm.recencyDays(history.lastPurchaseAt(), at));
        return standing != before;
    }

    /** Looks for the first whole day before a moment that moves the customer, and goes there. */
    private boolean crosses(SegmentationModel inForce, long boundary) {
        long lastPurchaseAt = history.lastPurchaseAt();
        long first = Rfm.recencyDays(lastPurchaseAt, at) + 1;
        long last = Math.floorDiv(Math.min(boundary - 1, LAST_MOMENT) - lastPurchaseAt, DayBucket.DAY_MILLIS);
        if (first > last || !leaves(inForce, last)) {
            return false;
        }
        long day = leaves(inForce, first) ? first : firstLeaving(inForce, first, last);
        standing = assign(inForce, day);
        at = lastPurchaseAt + day * DayBucket.DAY_MILLIS;
        return true;
    }

    /** The first day on which the customer leaves, of which is known that it comes after {@code stays}, and by {@code leaves}. */
    private long firstLeaving(SegmentationModel inForce, long stays, long leaves) {
        long staying = stays;
        long leaving = leaves;
        long guess = Math.max(staying + 1, Math.min(leaving - 1, closedForm(inForce)));
        for (int step = 0; leaving - staying > 1; step++) {
            if (leaves(inForce, guess)) {
                leaving = guess--;
            } else {
                staying = guess++;
            }
            if (step >= STEPS || guess <= staying || guess >= leaving) {
                guess = staying + (leaving - staying) / 2;
            }
        }
        return leaving;
    }

    /** The first whole day after the first crossing of the recency axis, up to rounding. */
    private long closedForm(SegmentationModel inForce) {
        RfmPoint own = inForce.centroid(standing);
        RfmPoint point = new RfmPoint(own.recency(), scaledFrequency, scaledMonetary);
        double crossing = Double.POSITIVE_INFINITY;
        for (int i = 0; i < inForce.segments().size(); i++) {
            RfmPoint other = inForce.centroid(i);
            if (other.recency() > own.recency()) {
                crossing = Math.min(crossing, NearestCentroid.crossing(other, own, point, rules.hysteresis()));
            }
        }
        return (long) Math.floor(inForce.features().recency().unscale(crossing)) + 1;
    }

    private boolean leaves(SegmentationModel inForce, long recencyDays) {
        return assign(inForce, recencyDays) != standing;
    }

    private int assign(SegmentationModel inForce, long recencyDays) {
        double recency = inForce.features().recency().scale((double) recencyDays);
        return rules.assign(inForce, new RfmPoint(recency, scaledFrequency, scaledMonetary), standing);
    }

    /** Takes over what the last bucket has left, and looks when the next one leaves. */
    private void lookForExpiry() {
        frequency = expiries.frequency();
        units = expiries.units();
        expiresAt = expiries.hasNext() ? window.end(expiries.next()) : NEVER;
    }

    private void scale() {
        if (model != null) {
            scaledFrequency = model.features().frequency().scale((double) frequency);
            scaledMonetary = model.features().monetary().scale(RfmPoint.monetary(units));
        }
    }
}
