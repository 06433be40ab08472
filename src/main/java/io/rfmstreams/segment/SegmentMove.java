package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import org.jspecify.annotations.Nullable;

/**
 * The move of a customer into another segment.
 *
 * @param sequence number of the move within the customer, from 1
 * @param occurredAt time of the move, epoch milliseconds; never decreases within a customer
 * @param from the segment that the customer leaves; null at the first purchase
 * @param to the segment that the customer moves into
 * @param rfm RFM at the time of the move
 * @param returnProbability return probability at the time of the move, 0 to 1; null if the model has none or the customer is
 *     inactive
 * @param explanation the model version that decided, and the contribution of each feature
 * @param nextChange the next move without a purchase; null if there is none or the model is missing
 */
public record SegmentMove(
        long sequence,
        Reason reason,
        long occurredAt,
        @Nullable PreviousSegment from,
        Assignment to,
        Rfm rfm,
        @Nullable Double returnProbability,
        Explanation explanation,
        @Nullable NextChange nextChange) {

    /** What caused the move. */
    public enum Reason {
        FIRST_PURCHASE,
        PURCHASE,
        REFUND,
        TIME,
        MODEL,
        ERASED
    }

    /** How the ranks of the two segments compare. {@link ReservedSegment#INACTIVE} is below every rank. */
    public enum Direction {
        /** One of the segments is new or unassigned, or its rank is not known. */
        NEW,
        UP,
        DOWN,
        SAME_RANK,
        ERASED
    }

    /**
     * The segment that a customer leaves.
     *
     * @param since when the customer moved into it, epoch milliseconds
     * @param rfm RFM at the customer's last write
     */
    public record PreviousSegment(SegmentRef segment, long since, Rfm rfm) {}

    public Direction direction() {
        if (from == null) {
            return Direction.NEW;
        }
        SegmentRef left = from.segment();
        SegmentRef reached = to.segment();
        if (reached.isBelow(left)) {
            return Direction.DOWN;
        }
        if (left.isBelow(reached)) {
            return Direction.UP;
        }
        return left.rank() == null || reached.rank() == null ? Direction.NEW : Direction.SAME_RANK;
    }
}
