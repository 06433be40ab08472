package io.rfmstreams.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a processor made of the records that a command sent: the growth of its counters until it has processed all records. The
 * counters are those of the partitions of one instance.
 */
final class ProcessorReport {

    /** Longer than the interval of the processor's commits. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Supplier<String> metrics;
    private final LongSupplier nanoTime;
    private final @Nullable ProcessorCounts before;
    private final String unavailable;

    /**
     * Reads the counters before the records are sent.
     *
     * @param metrics reads the metrics of the processor; throws {@link IllegalStateException} if it does not respond
     */
    ProcessorReport(Supplier<String> metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        ProcessorCounts counts = null;
        String reason = "";
        try {
            counts = ProcessorCounts.parse(metrics.get());
        } catch (IllegalStateException noResponse) {
            reason = String.valueOf(noResponse.getMessage());
        }
        before = counts;
        unavailable = reason;
    }

    /**
     * Waits until the processor has processed all records, or makes no progress, and describes what it made of them.
     *
     * @param remaining the number of records that are not processed yet
     * @param partitions the number of partitions of all instances
     */
    String after(LongSupplier remaining, int partitions) {
        if (before == null) {
            return "What the processor made of them is unknown: " + unavailable;
        }
        long left = await(remaining);
        try {
            ProcessorCounts now = ProcessorCounts.parse(metrics.get());
            return "The processor counted " + now.since(before).describe() + coverage(now, partitions)
                    + (left == 0 ? "" : String.format(Locale.ROOT, "; %,d records are not processed yet", left));
        } catch (IllegalStateException noResponse) {
            return "What the processor made of them is unknown: " + noResponse.getMessage();
        }
    }

    private static String coverage(ProcessorCounts counts, int partitions) {
        int covered = counts.partitions().size();
        return covered >= partitions
                ? ""
                : " in " + covered + " of " + partitions
                        + " partitions (the other partitions have no records, or belong to other instances)";
    }

    /** Returns the number of records that are left. */
    private long await(LongSupplier remaining) {
        long left = remaining.getAsLong();
        long lastProgress = nanoTime.getAsLong();
        while (left > 0 && nanoTime.getAsLong() - lastProgress < PATIENCE.toNanos()) {
            try {
                Thread.sleep(POLL_INTERVAL.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return left;
            }
            long now = remaining.getAsLong();
            if (now < left) {
                lastProgress = nanoTime.getAsLong();
            }
            left = now;
        }
        return left;
    }
}
