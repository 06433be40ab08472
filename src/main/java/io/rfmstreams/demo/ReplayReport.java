package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/**
 * The result of a replay.
 *
 * @param sent the number of records that Kafka acknowledged
 * @param lastTick the time of the last tick, epoch milliseconds; null if there was no valid date, or the end was not reached
 * @param complete whether all records were sent; false if the thread was interrupted
 */
public record ReplayReport(long sent, @Nullable Long lastTick, boolean complete) {}
