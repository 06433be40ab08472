package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One customer's move into a segment.
 *
 * @param occurredAt when, epoch milliseconds; never decreases within a customer
 * @param sequence counts the customer's changes from 1
 * @param from where the customer stood before; null at the first purchase
 * @param rfm at the move
 * @param before at the customer's last write; null at the first purchase
 * @param modelVersion the version that decided; null without a model
 * @param explanation what each feature contributed; empty unless both segments are centroids of that version
 * @param action what to do with such customers
 * @param nextChange the next move if the customer buys nothing; null if there is none or it is not known
 */
public record SegmentMove(
        long occurredAt,
        long sequence,
        Reason reason,
        @Nullable Standing from,
        SegmentRef to,
        Rfm rfm,
        @Nullable Rfm before,
        @Nullable Integer modelVersion,
        List<Contribution> explanation,
        String action,
        @Nullable NextChange nextChange) {

    /** What made a customer move. */
    public enum Reason {
        FIRST_PURCHASE,
        PURCHASE,
        REFUND,
        TIME,
        MODEL,
        ERASED
    }

    /** Where a move leads. */
    public enum Direction {
        /** From or to a segment without a rank. */
        NEW,
        UP,
        DOWN,
        SAME_RANK,
        ERASED
    }

    /** A segment and since when the customer stood there. */
    public record Standing(SegmentRef segment, long since) {}

    /** Whether the move leads to a better rank, a worse, or neither. */
    public Direction direction() {
        Integer fromRank = from == null ? null : from.segment().rank();
        Integer toRank = to.rank();
        if (fromRank == null || toRank == null) {
            return Direction.NEW;
        }
        if (Objects.equals(fromRank, toRank)) {
            return Direction.SAME_RANK;
        }
        return toRank < fromRank ? Direction.UP : Direction.DOWN;
    }
}
