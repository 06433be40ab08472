package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.topology.TaskProgress.HeldTick;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Lets ticks move the clock. The two input topics are fetched apart, so that a tick may come before purchases that were
 * sent ahead of it: a tick that says which purchase it follows is held until that one has been processed.
 */
final class Ticks {

    private final TaskJournal journal;
    private final TaskClock clock;

    Ticks(TaskJournal journal, TaskClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void take(long time, Headers headers) {
        long follows = follows(headers.lastHeader(TickJson.FOLLOWS_HEADER));
        if (follows > journal.purchasesOffset()) {
            journal.heldTicks().add(new HeldTick(time, follows));
        } else {
            journal.advance(clock.after(time));
        }
    }

    /** Lets the held ticks count that follow no record after this offset. */
    void releaseFollowing(long processedOffset) {
        if (journal.heldTicks().isEmpty()) {
            return;
        }
        for (Iterator<HeldTick> held = journal.heldTicks().iterator(); held.hasNext(); ) {
            HeldTick tick = held.next();
            if (tick.followsOffset() <= processedOffset) {
                journal.advance(clock.after(tick.time()));
                held.remove();
            }
        }
    }

    private static long follows(@Nullable Header header) {
        if (header == null) {
            return -1;
        }
        try {
            return Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException malformed) {
            throw new RejectedRecordException(
                    RejectionReason.BAD_JSON, "header " + TickJson.FOLLOWS_HEADER + " is not an offset");
        }
    }
}
