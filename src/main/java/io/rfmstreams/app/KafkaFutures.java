package io.rfmstreams.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for responses of Kafka. The exceptions name the failed operation. */
final class KafkaFutures {

    private static final int TIMEOUT_SECONDS = 30;

    private KafkaFutures() {}

    /**
     * Waits for a response for up to 30 s.
     *
     * @param operation completes the sentence "cannot …"
     * @throws KafkaUnavailableException if Kafka does not respond or returns an error
     */
    static <T> T await(Future<T> response, String operation) {
        try {
            return response.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new KafkaUnavailableException("cannot " + operation + ": " + reason(cause), cause);
        } catch (TimeoutException late) {
            throw new KafkaUnavailableException(
                    "cannot " + operation + ": Kafka did not respond within " + TIMEOUT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("cannot " + operation + ": interrupted", interrupted);
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof RetriableException
                ? "Kafka does not respond (" + cause.getMessage() + ")"
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
