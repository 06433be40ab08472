package io.rfmstreams.segment;

/**
 * The means of the customers of a segment.
 *
 * @param recencyDays mean recency in days
 * @param frequency mean number of orders in the window
 * @param monetary mean monetary value, in the currency's main unit
 * @param averageOrderValue sum of monetary / sum of frequency, in the currency's main unit; 0 without orders
 */
public record SegmentProfile(double recencyDays, double frequency, double monetary, double averageOrderValue) {}
