package io.rfmstreams.app;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Finds out why a transaction failed. */
final class ProducerFencing {

    private ProducerFencing() {}

    /** Returns whether a producer failed because another one with the same transactional id has started. */
    static boolean isCauseOf(KafkaException failed) {
        // For a fenced producer, writes fail with an invalid epoch; other calls fail with a fenced producer.
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
