package io.rfmstreams.bench.flink;

import io.rfmstreams.contract.TopicRole;
import org.apache.kafka.common.header.Headers;

/** A record for an output topic. The sink runs in the task that makes it, so that it is never serialized by Flink. */
@SuppressWarnings("ArrayRecordComponent") // records are not compared
public record OutputRecord(TopicRole topic, byte[] key, byte[] value, Headers headers) {}
