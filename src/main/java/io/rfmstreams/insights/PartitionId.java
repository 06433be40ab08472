package io.rfmstreams.insights;

/** A partition of a topic. */
public record PartitionId(String topic, int partition) {}
