package io.rfmstreams.app;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;

/** Recognizes failures that an outage of Kafka causes. */
final class KafkaOutage {

    private KafkaOutage() {}

    /** Returns whether an outage of Kafka, the network or the name server can be the cause of a failure. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof TimeoutException
                    || isUnknownHost(cause)
                    || isUnfinishedTransaction(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Kafka's clients report a host that cannot be resolved as an invalid configuration. */
    static boolean isUnknownHost(Throwable failure) {
        return failure instanceof ConfigException
                && String.valueOf(failure.getMessage()).contains("No resolvable bootstrap urls");
    }

    /**
     * A producer throws these exceptions after a commit or an abort has timed out. The second one occurs if Kafka aborted the
     * transaction before it received the repeated commit.
     */
    private static boolean isUnfinishedTransaction(Throwable failure) {
        return (failure instanceof IllegalStateException
                        && String.valueOf(failure.getMessage()).endsWith("timed out and must be retried"))
                || failure instanceof InvalidTxnStateException;
    }
}
