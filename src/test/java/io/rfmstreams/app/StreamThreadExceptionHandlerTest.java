package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class StreamThreadExceptionHandlerTest {

    private final Throwable outage =
            new StreamsException("cannot commit", new TimeoutException("Topic x not present in metadata"));

    private final List<Throwable> stops = new ArrayList<>();
    private final Deque<Boolean> answers = new ArrayDeque<>(List.of(true));
    private final Deque<Supplier<Optional<String>>> checks = new ArrayDeque<>(List.of(Optional::empty));
    private final StreamThreadExceptionHandler faults = new StreamThreadExceptionHandler(
            answers::remove, () -> checks.remove().get(), stops::add);

    @Test
    void shouldReplaceAThreadAfterAnOutage() throws Exception {
        assertThat(handle("rfm-StreamThread-1", outage)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(answers).isEmpty();
        assertThat(stops).isEmpty();
    }

    @Test
    void shouldWaitAgainIfKafkaIsUnavailableAgain() throws Exception {
        // Given
        answers.add(true);
        checks.addFirst(() -> {
            throw new KafkaUnavailableException("no response", new TimeoutException());
        });

        // Then
        assertThat(handle("rfm-StreamThread-1", outage)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(stops).isEmpty();
    }

    @Test
    void shouldStopIfTopicsAreMissing() throws Exception {
        // Given
        checks.addFirst(() -> Optional.of("topics are not ready: churn-alerts is missing"));

        // Then
        assertThat(handle("rfm-StreamThread-1", outage)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(stops).singleElement().satisfies(stop -> assertThat(stop)
                .hasMessage("topics are not ready: churn-alerts is missing")
                .hasCause(outage));
    }

    @Test
    void shouldStopAfterEveryOtherException() throws Exception {
        // Given
        Throwable bug = new IllegalStateException("a bug");

        // Then
        assertThat(handle("rfm-StreamThread-1", bug)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(stops).containsExactly(bug);
        assertThat(answers).hasSize(1);
    }

    @Test
    void shouldStopIfTheThreadCannotBeReplaced() throws Exception {
        assertThat(handle("rfm-GlobalStreamThread", outage)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(stops).containsExactly(outage);
    }

    @Test
    void shouldShutDownIfTheProcessorClosesMeanwhile() throws Exception {
        // Given
        answers.clear();
        answers.add(false);

        // Then
        assertThat(handle("rfm-StreamThread-1", outage)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(stops).isEmpty();
    }

    /** Calls the handler in a thread with a name, as Kafka Streams does. */
    private StreamThreadExceptionResponse handle(String threadName, Throwable fault) throws Exception {
        FutureTask<StreamThreadExceptionResponse> handled = new FutureTask<>(() -> faults.handle(fault));
        Thread thread = new Thread(handled, threadName);
        thread.start();
        thread.join();
        return handled.get();
    }
}
