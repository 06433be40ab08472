package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaReachabilityTest {

    private final List<String> lines = new ArrayList<>();
    private Duration now = Duration.ofHours(1);
    private final KafkaReachability reachability =
            new KafkaReachability("kafka:9092", Duration.ofSeconds(10), () -> now.toNanos(), lines::add);

    @Test
    void shouldWarnAtTheStartAndTheEndOfAnOutage() {
        // Given
        reachability.recordResponse();

        // When
        for (int second = 0; second < 60; second++) {
            pass(1);
        }
        reachability.recordResponse();
        reachability.recordResponse();

        // Then
        assertThat(lines)
                .containsExactly(
                        "Kafka at kafka:9092 has been unreachable for 10 s. Processing is paused, and queries are"
                                + " answered from the current state. Check the brokers and the network",
                        "Kafka at kafka:9092 is reachable again after 60 s");
    }

    @Test
    void shouldNotLogShortInterruptions() {
        // When
        for (int i = 0; i < 10; i++) {
            pass(9);
            reachability.recordResponse();
        }

        // Then
        assertThat(lines).isEmpty();
        assertThat(reachability.outage()).isEmpty();
    }

    @Test
    void shouldReturnTheDurationOfAnOutage() {
        // When
        pass(9);
        var before = reachability.outage();
        pass(4);

        // Then
        assertThat(before).isEmpty();
        assertThat(reachability.outage()).contains(Duration.ofSeconds(13));
        reachability.recordResponse();
        assertThat(reachability.outage()).isEmpty();
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
        reachability.checkForOutage();
    }
}
