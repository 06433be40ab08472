package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaWaitTest {

    private final List<String> lines = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private final KafkaWait wait =
            new KafkaWait(Duration.ofMinutes(1), () -> now.toNanos(), time -> now = now.plus(time), lines::add);

    @Test
    void shouldTryUntilKafkaIsThereAndSayEveryTenSecondsThatItWaits() {
        // When
        String answer = wait.until(() -> {
            if (now.compareTo(Duration.ofSeconds(25)) < 0) {
                throw away();
            }
            return "here";
        });

        // Then
        assertThat(answer).isEqualTo("here");
        assertThat(now).isEqualTo(Duration.ofSeconds(25));
        assertThat(lines)
                .containsExactly(
                        "Waiting for Kafka for 0 s of 60 s (kafka.wait): nobody answers",
                        "Waiting for Kafka for 10 s of 60 s (kafka.wait): nobody answers",
                        "Waiting for Kafka for 20 s of 60 s (kafka.wait): nobody answers");
    }

    @Test
    void shouldGiveUpInTheEnd() {
        assertThatThrownBy(() -> wait.until(() -> {
                    throw away();
                }))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("nobody answers; waited for it for PT1M (kafka.wait)");
        assertThat(now).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldNotWaitForWhatDoesNotMendItself() {
        assertThatThrownBy(() -> wait.until(() -> {
                    throw new KafkaUnavailableException(
                            "wrong password", new SaslAuthenticationException("wrong password"));
                }))
                .hasMessage("wrong password");
        assertThatThrownBy(() -> wait.until(() -> {
                    throw new ConfigurationException("a kafka.* key is wrong");
                }))
                .hasMessage("a kafka.* key is wrong");
        assertThat(now).isZero();
        assertThat(lines).isEmpty();
    }

    private static KafkaUnavailableException away() {
        return new KafkaUnavailableException("nobody answers", new TimeoutException("Call: listNodes"));
    }
}
