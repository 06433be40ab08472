package io.rfmstreams.demo;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has done.
 *
 * @param sent records on the purchases topic
 * @param dropped lines of the input that were left out, by reason
 * @param lastTick epoch milliseconds; null if nothing had a believable date
 */
public record ReplayReport(
        long sent,
        SortedMap<String, Long> dropped,
        @Nullable Long lastTick) {}
