package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaOutageTest {

    /** Returns exceptions that Kafka's clients and Kafka Streams throw during outages. */
    static Stream<Throwable> faultsOfOutages() {
        return Stream.of(
                new StreamsException(
                        "Error encountered trying to commit a transaction",
                        new KafkaException(
                                "Cannot execute transactional method because we are in an error state",
                                new TimeoutException("Topic x not present in metadata after 60000 ms."))),
                new StreamsException(new IllegalStateException("Cannot attempt operation `abortTransaction` because the"
                        + " previous call to `commitTransaction` timed out and must be retried")),
                new StreamsException(
                        "Error encountered trying to commit a transaction",
                        new InvalidTxnStateException(
                                "The producer attempted a transactional operation in an invalid state.")),
                new KafkaException(
                        "Failed to construct kafka producer",
                        new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")),
                new KafkaUnavailableException(
                        "cannot list the topics: Kafka did not respond", new java.util.concurrent.TimeoutException()));
    }

    static Stream<Throwable> otherFaults() {
        return Stream.of(
                new NullPointerException("timed out"),
                new IllegalStateException("a bug"),
                new StreamsException(new RecordTooLargeException("4 MB")),
                new KafkaException(new SaslAuthenticationException("wrong password")),
                new StreamsException(new TopicAuthorizationException("purchases")),
                new ConfigException("security.protocol", "FOO"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfOutages")
    void shouldRecognizeFailuresThatAnOutageCauses(Throwable fault) {
        assertThat(KafkaOutage.isCauseOf(fault)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("otherFaults")
    void shouldNotTreatOtherFailuresAsAnOutage(Throwable fault) {
        assertThat(KafkaOutage.isCauseOf(fault)).isFalse();
    }
}
