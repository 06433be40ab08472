package io.rfmstreams.segment;

/**
 * The next move of a customer who buys nothing.
 *
 * @param segment id of the segment moved to
 * @param at when, epoch milliseconds
 */
public record NextChange(String segment, long at) {}
