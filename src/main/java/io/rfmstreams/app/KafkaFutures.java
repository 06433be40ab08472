package io.rfmstreams.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for what a broker answers, and says in plain words what was asked where it does not. */
final class KafkaFutures {

    private static final int SECONDS = 30;

    private KafkaFutures() {}

    /**
     * Waits for an answer.
     *
     * @param doing completes the sentence "cannot …"
     * @throws KafkaUnavailableException where the broker does not answer, or refuses
     */
    static <T> T await(Future<T> answer, String doing) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new KafkaUnavailableException("cannot " + doing + ": " + reason(cause), cause);
        } catch (TimeoutException late) {
            throw new KafkaUnavailableException(
                    "cannot " + doing + ": Kafka did not answer within " + SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("cannot " + doing + ": interrupted", interrupted);
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof RetriableException
                ? "Kafka does not answer (" + cause.getMessage() + ")"
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
