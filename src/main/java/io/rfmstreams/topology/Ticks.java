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
 * Lets ticks move the clock. The two input topics are fetched apart, so that a tick may come before purchases that were
 * sent ahead of it: a tick that says which purchase it follows is held until that one has been processed. Its purchase was
 * acknowledged before the tick was sent. So where the partition ends before that offset when the tick is read, the purchases
 * are not those of the tick (the topic was made anew, or emptied), and the tick is released.
 */
final class Ticks {

    /**
     * The most ticks that are held: the row that holds them is written with every commit. It is enough for 25 years in days.
     */
    static final int MOST_HELD = 10_000;

    private static final int MOST_DIGITS = 19;

    private final TaskState taskState;
    private final TaskClock clock;
    private final TopicPartition purchases;
    private final InputOffsets probe;
    private final InputWarnings warnings;
    private @Nullable CompletableFuture<Long> end;
    private Set<HeldTick> askedFor = Set.of();
    private long knownEnd;

    /** The lowest offset that a held tick follows: most purchases release none, and need not look at each of them. */
    private long lowestHeld;

    Ticks(TaskState taskState, TaskClock clock, TopicPartition purchases, InputOffsets probe, InputWarnings warnings) {
        this.taskState = taskState;
        this.clock = clock;
        this.purchases = purchases;
        this.probe = probe;
        this.warnings = warnings;
        lowestHeld = lowest(taskState.heldTicks());
    }

    /** @throws RejectedRecordException if the tick follows what is no offset */
    void take(long time, Headers headers) {
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
        warnings.tickMoved(before);
    }

    /** Where too many are held the last two become one: later than both, so that the clock never moves too early. */
    private void hold(HeldTick tick) {
        List<HeldTick> held = taskState.heldTicks();
        if (held.size() < MOST_HELD) {
            held.add(tick);
            lowestHeld = Math.min(lowestHeld, tick.followsOffset());
            return;
        }
        HeldTick last = held.remove(held.size() - 1);
        held.add(
                new HeldTick(Math.max(last.time(), tick.time()), Math.max(last.followsOffset(), tick.followsOffset())));
        lowestHeld = lowest(held);
        warnings.tell(
                "Ticks joined with the last one held",
                () -> MOST_HELD + " wait for purchases of " + purchases + " after offset "
                        + taskState.purchasesOffset());
    }

    /** Lets the held ticks count that follow no record after this offset. */
    void releaseFollowing(long processedOffset) {
        if (lowestHeld <= processedOffset) {
            release(tick -> tick.followsOffset() <= processedOffset);
        }
    }

    /** Releases the held ticks that wait in vain; to be called now and then. */
    void look() {
        if (end != null && end.isDone()) {
            if (!end.isCompletedExceptionally()) {
                knownEnd = end.join();
                releaseBeyondEnd();
            }
            end = null;
            askedFor = Set.of();
        }
        if (end == null) {
            askForEnd();
        }
    }

    /** Asks for the end of the purchases if a tick is held that may lie beyond it. */
    private void askForEnd() {
        Set<HeldTick> unsure = new HashSet<>();
        for (HeldTick tick : taskState.heldTicks()) {
            if (tick.followsOffset() >= knownEnd) {
                unsure.add(tick);
            }
        }
        if (!unsure.isEmpty()) {
            askedFor = unsure;
            end = probe.endOffset(purchases);
        }
    }

    private void releaseBeyondEnd() {
        int released = release(tick -> tick.followsOffset() >= knownEnd && askedFor.contains(tick));
        if (released > 0) {
            warnings.tell(
                    "Ticks released",
                    () -> released + " followed offsets of " + purchases + " beyond its end, " + knownEnd
                            + ": was the topic made anew, or emptied?");
        }
    }

    private int release(Predicate<HeldTick> which) {
        List<HeldTick> held = taskState.heldTicks();
        int before = held.size();
        held.removeIf(tick -> {
            boolean counts = which.test(tick);
            if (counts) {
                advance(tick.time());
            }
            return counts;
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
                    RejectionReason.BAD_TICK, "header " + TickJson.FOLLOWS_HEADER + " is not an offset");
        }
        return offset;
    }

    /** The number that decimal digits stand for; negative if they are none, or stand for more than 63 bits. */
    private static long offset(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS) {
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
