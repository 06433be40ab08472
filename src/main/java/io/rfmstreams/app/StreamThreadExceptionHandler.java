package io.rfmstreams.app;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles exceptions that end a stream thread. Kafka Streams ends threads if Kafka is unavailable during some operations, such as
 * the first write of a task. After an outage, such a thread is replaced. Every other exception stops the processor.
 */
final class StreamThreadExceptionHandler implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamThreadExceptionHandler.class);

    /** Part of the names of replaceable threads. Kafka Streams cannot replace the thread of the global store. */
    private static final String REPLACEABLE = "-StreamThread-";

    private final BooleanSupplier awaitKafka;
    private final Supplier<Optional<String>> topicProblems;
    private final Consumer<Throwable> stop;

    /**
     * Creates the handler of a processor.
     *
     * @param awaitKafka waits until Kafka responds; returns false if the processor closes meanwhile
     * @param topicProblems returns the problems of the topics; fails if Kafka does not respond
     * @param stop receives the exception that stops the processor
     */
    StreamThreadExceptionHandler(
            BooleanSupplier awaitKafka, Supplier<Optional<String>> topicProblems, Consumer<Throwable> stop) {
        this.awaitKafka = awaitKafka;
        this.topicProblems = topicProblems;
        this.stop = stop;
    }

    /**
     * Handles an exception in the thread that it ends. While this method waits, the stores of the thread stay open for
     * queries.
     */
    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        if (!KafkaOutage.isCauseOf(fault) || !Thread.currentThread().getName().contains(REPLACEABLE)) {
            return stop(fault);
        }
        LOG.warn(
                "A stream thread ended because Kafka did not respond in time ({}). It is replaced when Kafka responds",
                RootCauseMessage.of(fault));
        while (awaitKafka.getAsBoolean()) {
            try {
                return topicProblems
                        .get()
                        .map(problems -> stop(new IllegalStateException(problems, fault)))
                        .orElse(StreamThreadExceptionResponse.REPLACE_THREAD);
            } catch (KafkaUnavailableException unavailable) {
                LOG.debug("Kafka is unavailable again", unavailable);
            }
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse stop(Throwable fault) {
        if (StateStoreFault.isCauseOf(fault)) {
            LOG.error(
                    "The local state cannot be used. If the disk has space, delete the state directory and start again. The"
                            + " state is rebuilt from Kafka ({})",
                    RootCauseMessage.of(fault));
        }
        stop.accept(fault);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
