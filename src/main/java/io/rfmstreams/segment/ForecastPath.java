package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Expiries;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The segment changes of a customer who buys nothing, computed one by one.
 *
 * <p>Frequency and monetary are constant until the next bucket leaves the window. The difference of two squared distances
 * is then linear in the scaled recency, so the day of the next change has a closed form, see {@link
 * NearestCentroid#crossing}. That day can be off by rounding. A few steps from it lead to the first day on which {@link
 * SegmentRules} assigns another segment.
 */
final class ForecastPath {

    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** The end of the year 9999, epoch milliseconds. Later changes are not computed. */
    static final long LAST_MOMENT = 253_402_300_799_999L;

    private static final int NO_SEGMENT = -1;
    private static final int MAX_STEPS = 4;

    private final PurchaseHistory history;
    private final long lastPurchaseAt;
    private final Expiries expiries;
    private final SegmentRules rules;
    private final @Nullable SegmentationModel model;
    private long expiresAt;
    private long frequency;
    private long units;
    private @Nullable ReservedSegment reserved;
    private int segment;
    private long at;
    private double scaledFrequency;
    private double scaledMonetary;

    /**
     * Starts at the last evaluation of a customer.
     *
     * @param model the model to evaluate by; null for none
     */
    ForecastPath(Customer customer, @Nullable SegmentationModel model, SegmentRules rules, Window window) {
        history = customer.history();
        lastPurchaseAt = history.lastPurchaseAt();
        this.rules = rules;
        this.model = model;
        at = customer.evaluation().at();
        expiries = history.buckets().expiries(window, at);
        readExpiry();
        reserved = rules.reserved(history, frequency, at);
        segment = model == null || reserved != null
                ? NO_SEGMENT
                : model.indexOf(customer.membership().segmentId());
        scale();
    }

    /** Advances to the next segment change. Returns false if there is none. */
    boolean next() {
        while (reserved != ReservedSegment.INACTIVE) {
            long boundary = boundary();
            if (model != null && reserved == null && advanceToCrossing(model, boundary)) {
                return true;
            }
            if (boundary > LAST_MOMENT) {
                return false;
            }
            if (advanceToBoundary(boundary)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the time of the present change, epoch milliseconds. */
    long at() {
        return at;
    }

    /** Returns the segment that the present change leads to. */
    Assignment assignment() {
        if (reserved != null) {
            return reserved.assignment();
        }
        return model == null || segment == NO_SEGMENT
                ? ReservedSegment.UNASSIGNED.assignment()
                : Assignment.of(model.segments().get(segment));
    }

    /** Returns the present change. */
    NextChange change() {
        return new NextChange(segmentId(), at);
    }

    /** Returns the return probability at the present change. */
    @Nullable
    Double returnProbability() {
        return model == null
                ? null
                : model.returnProbability(new Rfm(Rfm.recencyDays(lastPurchaseAt, at), frequency, new Money(units)));
    }

    private String segmentId() {
        if (reserved != null) {
            return reserved.id();
        }
        return model == null || segment == NO_SEGMENT
                ? ReservedSegment.UNASSIGNED.id()
                : model.segments().get(segment).id();
    }

    /** Returns when the next bucket leaves the window or cold start ends, whichever is earlier. */
    long boundary() {
        return reserved == ReservedSegment.NEW
                ? Math.min(expiresAt, rules.coldStart().end(history))
                : expiresAt;
    }

    /** Advances to the time of {@link #boundary} and returns whether the segment changes there. */
    private boolean advanceToBoundary(long boundary) {
        at = boundary;
        while (expiresAt <= at) {
            readExpiry();
        }
        ReservedSegment reservedBefore = reserved;
        int segmentBefore = segment;
        reserved = rules.reserved(history, frequency, at);
        if (reserved != null || model == null) {
            segment = NO_SEGMENT;
        } else {
            scale();
            segment = assign(model, Rfm.recencyDays(lastPurchaseAt, at));
        }
        return reserved != reservedBefore || segment != segmentBefore;
    }

    /**
     * Advances to the first whole day of recency on which the segment changes. Returns false if none is before the
     * boundary. A candidate of a smaller recency than the present segment can win on the first day, if the last evaluation
     * did not admit it, but on no later one. So once the first day is no change, the changes are those from some day on.
     */
    private boolean advanceToCrossing(SegmentationModel inForce, long boundary) {
        long first = Math.max(0, Math.floorDiv(at - lastPurchaseAt, DayBucket.DAY_MILLIS) + 1);
        long last = Math.floorDiv(Math.min(boundary - 1, LAST_MOMENT) - lastPurchaseAt, DayBucket.DAY_MILLIS);
        if (first > last) {
            return false;
        }
        long day = first;
        if (!changes(inForce, first)) {
            if (!changes(inForce, last)) {
                return false;
            }
            day = firstChange(inForce, first, last);
        }
        segment = assign(inForce, day);
        at = lastPurchaseAt + day * DayBucket.DAY_MILLIS;
        return true;
    }

    /**
     * Searches the first day on which the segment changes: from the closed form in single steps, then by bisection.
     *
     * @param unchanged a day on which it has not changed
     * @param changed a later day on which it has changed
     */
    private long firstChange(SegmentationModel inForce, long unchanged, long changed) {
        long low = unchanged;
        long high = changed;
        long guess = Math.max(low + 1, Math.min(high - 1, closedForm(inForce)));
        for (int step = 0; high - low > 1; step++) {
            if (changes(inForce, guess)) {
                high = guess--;
            } else {
                low = guess++;
            }
            if (step >= MAX_STEPS || guess <= low || guess >= high) {
                guess = low + (high - low) / 2;
            }
        }
        return high;
    }

    /** Returns the first whole day after the earliest crossing, up to rounding. */
    private long closedForm(SegmentationModel inForce) {
        RfmPoint own = inForce.centroid(segment);
        RfmPoint point = new RfmPoint(own.recency(), scaledFrequency, scaledMonetary);
        double crossing = Double.POSITIVE_INFINITY;
        for (int i = 0; i < inForce.segments().size(); i++) {
            RfmPoint other = inForce.centroid(i);
            if (other.recency() > own.recency() && rules.isCandidate(inForce, i, segment, Reason.TIME)) {
                crossing = Math.min(crossing, NearestCentroid.crossing(other, own, point, rules.threshold(inForce)));
            }
        }
        return (long) Math.floor(inForce.features().recency().unscale(crossing)) + 1;
    }

    private boolean changes(SegmentationModel inForce, long recencyDays) {
        return assign(inForce, recencyDays) != segment;
    }

    private int assign(SegmentationModel inForce, long recencyDays) {
        double recency = inForce.features().recency().scale((double) recencyDays);
        return rules.assign(inForce, new RfmPoint(recency, scaledFrequency, scaledMonetary), segment, Reason.TIME);
    }

    /** Reads frequency and monetary without the buckets that have expired, and the time of the next expiry. */
    private void readExpiry() {
        frequency = expiries.frequency();
        units = expiries.units();
        expiresAt = expiries.hasNext() ? expiries.next() : NEVER;
    }

    private void scale() {
        if (model != null) {
            scaledFrequency = model.features().frequency().scale((double) frequency);
            scaledMonetary = model.features().monetary().scale(RfmPoint.monetary(units));
        }
    }
}
