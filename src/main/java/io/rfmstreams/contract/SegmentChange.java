package io.rfmstreams.contract;

import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.Direction;
import io.rfmstreams.segment.SegmentMove.Reason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on {@code segment-changes}.
 *
 * @param eventId id of the change, the same in every run, see {@link EventIds}
 * @param occurredAt time of the change, epoch milliseconds
 * @param sequence number of the change within the customer, from 1
 * @param move the move; null if the customer was erased
 */
public record SegmentChange(
        UUID eventId,
        String customerId,
        long occurredAt,
        long sequence,
        Reason reason,
        Direction direction,
        @Nullable SegmentMove move) {

    public static SegmentChange of(String customerId, long born, SegmentMove move) {
        return new SegmentChange(
                EventIds.change(customerId, born, move.sequence()),
                customerId,
                move.occurredAt(),
                move.sequence(),
                move.reason(),
                move.direction(),
                move);
    }

    public static SegmentChange erased(String customerId, long born, long sequence, long occurredAt) {
        return new SegmentChange(
                EventIds.change(customerId, born, sequence),
                customerId,
                occurredAt,
                sequence,
                Reason.ERASED,
                Direction.ERASED,
                null);
    }
}
