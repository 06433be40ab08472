package io.rfmstreams.query.streams;

import java.util.List;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer is.
 *
 * @param partition of the customer
 * @param owner the instance that processes the partition; null while nobody knows
 * @param copies other instances that have a copy
 */
record PartitionLocation(int partition, @Nullable HostInfo owner, List<HostInfo> copies) {}
