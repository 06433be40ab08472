package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RefusedOutputHandlerTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(RefusedOutputHandler.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final RefusedOutputHandler handler = new RefusedOutputHandler();

    RefusedOutputHandlerTest() {
        handler.configure(Map.of());
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(log);
    }

    static Stream<Exception> away() {
        return Stream.of(
                new TimeoutException("Topic changes not present in metadata after 60000 ms."),
                new NetworkException(),
                new NotLeaderOrFollowerException(),
                new NotEnoughReplicasException(),
                new UnknownTopicOrPartitionException());
    }

    @ParameterizedTest
    @MethodSource("away")
    void shouldRetryWhileTheBrokerIsUnavailable(Exception away) {
        // When
        Response response = handler.handleError(context(), record("changes"), away);

        // Then
        assertThat(response.result()).isEqualTo(Result.RETRY);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(log.list).isEmpty();
    }

    static Stream<Exception> tooLarge() {
        return Stream.of(
                new RecordTooLargeException("The message is 9 bytes when serialized"), // from the producer
                new RecordTooLargeException(), // from a broker
                new RecordBatchTooLargeException());
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void shouldNameTheLimitsIfARecordIsTooLarge(Exception tooLarge) {
        // When
        Response response = handler.handleError(context(), record("changes"), tooLarge);

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(log.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith("Kafka refused a record of topic changes: its 14 bytes are too many. Stopping. Increase"
                        + " max.message.bytes of the topic")
                .doesNotContain("secret"));
    }

    static Stream<Exception> refused() {
        return Stream.of(
                new InvalidRecordException("no key"),
                new InvalidTimestampException("too old"),
                new IllegalStateException("unknown"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldStopIfARecordIsRefused(Exception refused) {
        // When
        Response response = handler.handleError(context(), record("changes"), refused);

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(log.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith("Kafka refused a record of topic changes with 14 bytes. Stopping ("
                        + refused.getClass().getSimpleName())
                .doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes", "rfm-dead-letters", "rfm-streams-customers-changelog"})
    void shouldTreatAllTopicsAlike(String topic) {
        // When
        Response response = handler.handleError(context(), record(topic), new RecordTooLargeException());

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldStopIfARecordCannotBeSerialized() {
        // When
        Response response = handler.handleSerializationError(
                context(), record("changes"), new IllegalStateException(), SerializationExceptionOrigin.VALUE);

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(log.list).hasSize(1);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, "secret".getBytes(UTF_8), "secret".getBytes(UTF_8));
        record.headers().add("h", new byte[] {1}).add("", null);
        return record;
    }

    private static ErrorHandlerContext context() {
        return new DefaultErrorHandlerContext(
                null, "purchases", 0, 7, new RecordHeaders(), "changes", new TaskId(0, 0), 0, null, null);
    }
}
