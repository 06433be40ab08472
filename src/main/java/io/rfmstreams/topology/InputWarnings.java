package io.rfmstreams.topology;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InputRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Warns of input of one task that is accepted and yet looks wrong. Each kind of warning is logged at most once a minute for
 * all tasks of the process, with the number of those left out.
 */
final class InputWarnings {

    /** A record that moves the clock further is warned of. */
    static final Duration LARGEST_STEP = Duration.ofDays(30);

    /** A currency is no longer than this; of what is longer, this much is remembered. */
    private static final int CURRENCY_LENGTH = 16;

    private final TaskState taskState;
    private final TaskClock clock;
    private final RateLimitedLog log;

    InputWarnings(TaskState taskState, TaskClock clock, RateLimitedLog log) {
        this.taskState = taskState;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Looks at an accepted purchase or refund.
     *
     * @param offset of its record
     */
    void look(String customerId, InputRecord.Event event, long offset) {
        if (event.currency() != null) {
            lookAtCurrency(event.currency(), offset);
        }
        lookAtId("customer", customerId, offset);
        lookAtId("order", event.event().orderId(), offset);
    }

    private void lookAtCurrency(String named, long offset) {
        String currency = named.length() > CURRENCY_LENGTH ? named.substring(0, CURRENCY_LENGTH) : named;
        String first = taskState.currency();
        if (first == null) {
            taskState.currency(currency);
        } else if (!first.equals(currency)) {
            taskState.count(Counter.OTHER_CURRENCY);
            log.tell(
                    "Second currency",
                    () -> place(offset)
                            + " names another currency than the first of the partition; amounts are added up"
                            + " all the same. rfm.currency rejects others than one");
        }
    }

    private void lookAtId(String kind, @Nullable String id, long offset) {
        if (id != null && Ids.isPlaceholder(id)) {
            log.tell(
                    "Placeholder as " + kind + " id",
                    () -> place(offset) + " has the " + kind + " id \"" + id + "\", as if it had none");
        }
    }

    /**
     * Looks at what a purchase or refund did to the clock.
     *
     * @param before the clock before it, {@link Long#MIN_VALUE} if nothing had moved it
     */
    void eventMoved(long before, long offset) {
        if (isJump(before)) {
            log.tell("Clock jump", () -> place(offset) + moved(before));
        }
    }

    /** The same for a tick. */
    void tickMoved(long before) {
        if (isJump(before)) {
            log.tell("Clock jump", () -> "a tick of partition " + taskState.partition() + moved(before));
        }
    }

    /** The wall clock moves by itself: no record is to blame. */
    private boolean isJump(long before) {
        return before != Long.MIN_VALUE && taskState.now() - before > LARGEST_STEP.toMillis() && !clock.isLive();
    }

    private String moved(long before) {
        long now = taskState.now();
        return " moved the clock by " + Duration.ofMillis(now - before).toDays() + " days, to "
                + Instant.ofEpochMilli(now);
    }

    /** Logs {@code kind: detail}, unless that kind was logged within a minute. */
    void tell(String kind, Supplier<String> detail) {
        log.tell(kind, detail);
    }

    private String place(long offset) {
        return "the record at offset " + offset + " of partition " + taskState.partition();
    }
}
