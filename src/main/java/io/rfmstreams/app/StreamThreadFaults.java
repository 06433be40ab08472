package io.rfmstreams.app;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a stream thread that ends with a fault. Kafka Streams lets threads end when Kafka is away at certain
 * moments, such as the first write of a task; after an outage another thread takes the place of the ended one. Every other fault
 * stops the processor.
 */
final class StreamThreadFaults implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamThreadFaults.class);

    /** What Kafka Streams calls the threads that it can replace; the thread of the global store is not one of them. */
    private static final String REPLACEABLE = "-StreamThread-";

    private final BooleanSupplier untilKafkaAnswers;
    private final Supplier<Optional<String>> topicProblems;
    private final Consumer<Throwable> stop;

    /**
     * Handles the faults of one processor.
     *
     * @param untilKafkaAnswers waits until Kafka answers; false where the processor closes meanwhile
     * @param topicProblems what is wrong with the topics; fails where Kafka does not answer
     * @param stop takes the fault that stops the processor
     */
    StreamThreadFaults(
            BooleanSupplier untilKafkaAnswers, Supplier<Optional<String>> topicProblems, Consumer<Throwable> stop) {
        this.untilKafkaAnswers = untilKafkaAnswers;
        this.topicProblems = topicProblems;
        this.stop = stop;
    }

    /** Called in the ending thread; while it waits here its stores stay open and go on answering questions. */
    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        if (!KafkaOutage.isCauseOf(fault) || !Thread.currentThread().getName().contains(REPLACEABLE)) {
            return stopped(fault);
        }
        LOG.warn(
                "Kafka did not answer a stream thread in time ({}): another takes its place once Kafka answers",
                RootCauseMessage.of(fault));
        while (untilKafkaAnswers.getAsBoolean()) {
            try {
                return topicProblems
                        .get()
                        .map(problems -> stopped(new IllegalStateException(problems, fault)))
                        .orElse(StreamThreadExceptionResponse.REPLACE_THREAD);
            } catch (KafkaUnavailableException awayAgain) {
                LOG.debug("Kafka is away again", awayAgain);
            }
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse stopped(Throwable fault) {
        stop.accept(fault);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
