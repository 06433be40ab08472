package io.rfmstreams.topology;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InputRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs warnings for accepted records that are probably wrong. Each kind of warning is logged at most once per minute for all tasks of
 * the process, with the number of suppressed warnings.
 */
final class InputWarnings {

    /** A larger step of the clock causes a warning. */
    static final Duration MAX_CLOCK_STEP = Duration.ofDays(30);

    /** The maximum number of characters of a currency. A longer one is truncated. */
    private static final int MAX_CURRENCY_CHARS = 16;

    private final TaskState taskState;
    private final TaskClock clock;
    private final RateLimitedLog log;

    InputWarnings(TaskState taskState, TaskClock clock, RateLimitedLog log) {
        this.taskState = taskState;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Checks the currency and the ids of an accepted purchase or refund.
     *
     * @param offset the offset of the record
     */
    void check(String customerId, InputRecord.Event event, long offset) {
        if (event.currency() != null) {
            checkCurrency(event.currency(), offset);
        }
        checkId("customer", customerId, offset);
        checkId("order", event.event().orderId(), offset);
    }

    private void checkCurrency(String named, long offset) {
        String currency = named.length() > MAX_CURRENCY_CHARS ? named.substring(0, MAX_CURRENCY_CHARS) : named;
        String first = taskState.currency();
        if (first == null) {
            taskState.recordCurrency(currency);
        } else if (!first.equals(currency)) {
            taskState.count(Counter.OTHER_CURRENCY);
            log.log(
                    "Second currency",
                    () -> place(offset)
                            + " has a currency other than the first one of the partition. Amounts are added"
                            + " without conversion. Set rfm.currency to reject other currencies");
        }
    }

    private void checkId(String kind, @Nullable String id, long offset) {
        if (id != null && Ids.isPlaceholder(id)) {
            log.log(
                    "Placeholder as " + kind + " id",
                    () -> place(offset) + " has the " + kind + " id \"" + id + "\", which is probably a placeholder");
        }
    }

    /**
     * Checks how far a purchase or refund has advanced the clock.
     *
     * @param before the clock before the event, {@link Long#MIN_VALUE} before the first event
     */
    void checkClockAfterEvent(long before, long offset) {
        if (isJump(before)) {
            log.log("Clock jump", () -> place(offset) + advanced(before));
        }
    }

    /** Checks how far a tick has advanced the clock. */
    void checkClockAfterTick(long before) {
        if (isJump(before)) {
            log.log("Clock jump", () -> "a tick of partition " + taskState.partition() + advanced(before));
        }
    }

    /** Returns whether a record has advanced the clock too far. Records do not advance the wall clock. */
    private boolean isJump(long before) {
        return before != Long.MIN_VALUE && taskState.now() - before > MAX_CLOCK_STEP.toMillis() && !clock.isLive();
    }

    private String advanced(long before) {
        long now = taskState.now();
        return " advanced the clock by " + Duration.ofMillis(now - before).toDays() + " days, to "
                + Instant.ofEpochMilli(now);
    }

    /** Logs {@code kind: detail}, at most once per minute and kind. */
    void warn(String kind, Supplier<String> detail) {
        log.log(kind, detail);
    }

    private String place(long offset) {
        return "the record at offset " + offset + " of partition " + taskState.partition();
    }
}
