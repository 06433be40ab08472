package io.rfmstreams.app;

import java.util.Map;
import java.util.Optional;

/**
 * Decides which dead letters can be sent again.
 *
 * @param inputs the number of partitions of each topic that the processor reads. Records are sent to no other topic, since anyone
 *     who can write dead letters could name one
 */
record RetryRules(Map<String, Integer> inputs) {

    RetryRules {
        inputs = Map.copyOf(inputs);
    }

    /** Returns why a dead letter cannot be sent again; empty if it can. */
    Optional<String> obstacle(StoredDeadLetter letter) {
        RecordPosition source = letter.source().orElse(null);
        if (source == null || !letter.isFromTheProcessor()) {
            return Optional.of("not written by the processor");
        }
        Integer partitions = inputs.get(source.topic());
        if (partitions == null) {
            return Optional.of("from a topic that the processor does not read");
        }
        if (source.partition() >= partitions) {
            return Optional.of("from a partition that no longer exists");
        }
        if (letter.isTombstone()) {
            return Optional.of("an erasure; use the command erase");
        }
        return letter.isTruncated()
                ? Optional.of("truncated; the original record is whole in its topic")
                : Optional.empty();
    }
}
