package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.topology.TaskRow.HeldTick;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Advances the clock by ticks. The two input topics are fetched independently, so that a task may read a tick before purchases that were
 * sent earlier. Therefore a tick that names the offset of a purchase is held until the task has processed that purchase. The
 * purchase was acknowledged before the tick was sent. If the partition ends before that offset, the topic was created again or its
 * records were deleted, and the tick is released.
 */
final class Ticks {

    /** The maximum number of held ticks. Each commit writes them. The maximum is enough for 25 years of daily ticks. */
    static final int MAX_HELD = 10_000;

    private static final int MAX_DIGITS = 19;

    private final TaskState taskState;
    private final TaskClock clock;
    private final TopicPartition purchases;
    private final InputOffsets offsets;
    private final InputWarnings warnings;
    private @Nullable CompletableFuture<Long> requestedEnd;
    private Set<HeldTick> requestedFor = Set.of();
    private long knownEnd;

    /** The lowest offset for which a tick is held. A purchase below it releases no tick, which avoids a search per purchase. */
    private long lowestHeld;

    Ticks(
            TaskState taskState,
            TaskClock clock,
            TopicPartition purchases,
            InputOffsets offsets,
            InputWarnings warnings) {
        this.taskState = taskState;
        this.clock = clock;
        this.purchases = purchases;
        this.offsets = offsets;
        this.warnings = warnings;
        lowestHeld = lowest(taskState.heldTicks());
    }

    /**
     * Advances the clock by a tick, or holds the tick.
     *
     * @throws RejectedRecordException if the header is not an offset
     */
    void accept(long time, Headers headers) {
        long follows = follows(headers.lastHeader(TickJson.FOLLOWS_HEADER));
        if (follows > taskState.purchasesOffset()) {
            hold(new HeldTick(time, follows));
        } else {
            advance(time);
        }
    }

    private void advance(long time) {
        long before = taskState.now();
        taskState.advance(clock.after(time));
        warnings.checkClockAfterTick(before);
    }

    /** Holds a tick. At the maximum, it is merged with the last one to the later time and offset, so that the clock is never early. */
    private void hold(HeldTick tick) {
        List<HeldTick> held = taskState.heldTicks();
        if (held.size() < MAX_HELD) {
            held.add(tick);
            lowestHeld = Math.min(lowestHeld, tick.followsOffset());
            return;
        }
        HeldTick last = held.remove(held.size() - 1);
        held.add(
                new HeldTick(Math.max(last.time(), tick.time()), Math.max(last.followsOffset(), tick.followsOffset())));
        lowestHeld = lowest(held);
        warnings.warn(
                "Merged held ticks",
                () -> MAX_HELD + " ticks wait for purchases of " + purchases + " after offset "
                        + taskState.purchasesOffset());
    }

    /** Releases the held ticks that wait for a purchase up to this offset. */
    void releaseUpTo(long processedOffset) {
        if (lowestHeld <= processedOffset) {
            release(tick -> tick.followsOffset() <= processedOffset);
        }
    }

    /** Releases the held ticks that wait for purchases that do not exist. The task calls it periodically. */
    void poll() {
        if (requestedEnd != null && requestedEnd.isDone()) {
            if (!requestedEnd.isCompletedExceptionally()) {
                knownEnd = requestedEnd.join();
                releaseBeyondEnd();
            }
            requestedEnd = null;
            requestedFor = Set.of();
        }
        if (requestedEnd == null) {
            requestEnd();
        }
    }

    /** Requests the end offset of the purchases if a held tick may wait for an offset beyond it. */
    private void requestEnd() {
        Set<HeldTick> unresolved = new HashSet<>();
        for (HeldTick tick : taskState.heldTicks()) {
            if (tick.followsOffset() >= knownEnd) {
                unresolved.add(tick);
            }
        }
        if (!unresolved.isEmpty()) {
            requestedFor = unresolved;
            requestedEnd = offsets.endOffset(purchases);
        }
    }

    private void releaseBeyondEnd() {
        int released = release(tick -> tick.followsOffset() >= knownEnd && requestedFor.contains(tick));
        if (released > 0) {
            warnings.warn(
                    "Released held ticks",
                    () -> released + " ticks wait for offsets of " + purchases + " beyond its end offset " + knownEnd
                            + ". The topic was probably created again, or its records were deleted");
        }
    }

    private int release(Predicate<HeldTick> condition) {
        List<HeldTick> held = taskState.heldTicks();
        int before = held.size();
        held.removeIf(tick -> {
            boolean released = condition.test(tick);
            if (released) {
                advance(tick.time());
            }
            return released;
        });
        lowestHeld = lowest(held);
        return before - held.size();
    }

    private static long lowest(List<HeldTick> held) {
        return held.stream().mapToLong(HeldTick::followsOffset).min().orElse(Long.MAX_VALUE);
    }

    private static long follows(@Nullable Header header) {
        if (header == null) {
            return -1;
        }
        byte[] value = header.value();
        long offset = value == null ? -1 : offset(value);
        if (offset < 0) {
            throw new RejectedRecordException(
                    RejectionReason.BAD_TICK, "the header " + TickJson.FOLLOWS_HEADER + " is not an offset");
        }
        return offset;
    }

    /** Parses decimal digits. Returns a negative number if they are not digits, or exceed 63 bits. */
    private static long offset(byte[] digits) {
        if (digits.length == 0 || digits.length > MAX_DIGITS) {
            return -1;
        }
        long offset = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            offset = 10 * offset + (digit - '0');
        }
        return offset;
    }
}
