package io.rfmstreams.segment;

/**
 * A future segment change of a customer who buys nothing.
 *
 * @param segment id of the segment that the customer moves into
 * @param at time of the change, epoch milliseconds
 */
public record NextChange(String segment, long at) {}
