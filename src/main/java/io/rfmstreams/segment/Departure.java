package io.rfmstreams.segment;

/**
 * A move from a watched segment into a lower-ranked one.
 *
 * @param from segment that the customer leaves
 * @param to segment that the customer moves into
 * @param at time of the move, epoch milliseconds
 */
public record Departure(SegmentRef from, Assignment to, long at) {}
