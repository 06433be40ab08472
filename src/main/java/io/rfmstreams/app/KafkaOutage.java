package io.rfmstreams.app;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells faults that pass once Kafka answers again from all others. */
final class KafkaOutage {

    private KafkaOutage() {}

    /** Whether an outage of Kafka, or of the network or the name server before it, may have caused a fault. */
    static boolean isCauseOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof TimeoutException
                    || isUnknownHost(cause)
                    || isUnfinishedTransaction(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Kafka's clients take a host that no name server knows for a wrong value. */
    static boolean isUnknownHost(Throwable fault) {
        return fault instanceof ConfigException
                && String.valueOf(fault.getMessage()).contains("No resolvable bootstrap urls");
    }

    /** A producer refuses to go on after a commit or an abort that Kafka never answered. */
    private static boolean isUnfinishedTransaction(Throwable fault) {
        return fault instanceof IllegalStateException
                && String.valueOf(fault.getMessage()).endsWith("timed out and must be retried");
    }
}
