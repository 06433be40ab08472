package io.rfmstreams.demo;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has done.
 *
 * @param sent records on the purchases topic
 * @param dropped lines of the input that were left out, by reason
 * @param lastTick epoch milliseconds; null if nothing had a believable date, or the end was not reached
 * @param complete whether everything was sent; not where the thread was interrupted
 */
public record ReplayReport(
        long sent,
        SortedMap<String, Long> dropped,
        @Nullable Long lastTick,
        boolean complete) {}
