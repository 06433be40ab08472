package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaRetryTest {

    private final List<String> lines = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private final KafkaRetry wait =
            new KafkaRetry(Duration.ofMinutes(1), () -> now.toNanos(), time -> now = now.plus(time), lines::add);

    @Test
    void shouldRetryUntilKafkaRespondsAndLogEveryTenSeconds() {
        // When
        String answer = wait.call(() -> {
            if (now.compareTo(Duration.ofSeconds(25)) < 0) {
                throw unavailable();
            }
            return "here";
        });

        // Then
        assertThat(answer).isEqualTo("here");
        assertThat(now).isEqualTo(Duration.ofSeconds(25));
        assertThat(lines)
                .containsExactly(
                        "Waiting for Kafka for 0 s of 60 s (kafka.wait): no response",
                        "Waiting for Kafka for 10 s of 60 s (kafka.wait): no response",
                        "Waiting for Kafka for 20 s of 60 s (kafka.wait): no response");
    }

    @Test
    void shouldFailAfterTheTimeout() {
        assertThatThrownBy(() -> wait.call(() -> {
                    throw unavailable();
                }))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("no response; gave up after PT1M (kafka.wait)");
        assertThat(now).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldNotRetryOtherFailures() {
        assertThatThrownBy(() -> wait.call(() -> {
                    throw new KafkaUnavailableException(
                            "wrong password", new SaslAuthenticationException("wrong password"));
                }))
                .hasMessage("wrong password");
        assertThatThrownBy(() -> wait.call(() -> {
                    throw new ConfigurationException("invalid kafka.* key");
                }))
                .hasMessage("invalid kafka.* key");
        assertThat(now).isZero();
        assertThat(lines).isEmpty();
    }

    private static KafkaUnavailableException unavailable() {
        return new KafkaUnavailableException("no response", new TimeoutException("Call: listNodes"));
    }
}
