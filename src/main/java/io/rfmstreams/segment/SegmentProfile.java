package io.rfmstreams.segment;

/**
 * Means over a segment's members.
 *
 * @param recencyDays mean recency in days
 * @param frequency mean orders in the window
 * @param monetary mean monetary value
 * @param averageOrderValue sum of monetary / sum of frequency, 0 where there are no orders
 */
public record SegmentProfile(double recencyDays, double frequency, double monetary, double averageOrderValue) {}
