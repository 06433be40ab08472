package io.rfmstreams.app;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects dead letters. Empty and null criteria select all.
 *
 * @param reasons codes of rejection reasons
 * @param topic name of the topic of the original records
 * @param customerId the key
 * @param from the earliest time at which the dead letter was written, epoch milliseconds
 * @param to the time before which it was written, epoch milliseconds
 */
public record DeadLetterFilter(
        Set<String> reasons,
        @Nullable String topic,
        @Nullable String customerId,
        @Nullable Long from,
        @Nullable Long to) {

    public DeadLetterFilter {
        reasons = Set.copyOf(reasons);
    }

    boolean matches(StoredDeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (topic == null
                        || letter.source()
                                .map(RecordPosition::topic)
                                .filter(topic::equals)
                                .isPresent())
                && (customerId == null || customerId.equals(letter.customerId()))
                && (from == null || letter.writtenAt() >= from)
                && (to == null || letter.writtenAt() < to);
    }
}
