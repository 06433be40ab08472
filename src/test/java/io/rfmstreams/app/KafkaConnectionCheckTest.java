package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionCheckTest {

    @Test
    void shouldReportThatThereIsNoResponse() {
        // Given
        Settings settings = settings(Map.of(
                "kafka.bootstrap.servers", "localhost:1",
                "kafka.default.api.timeout.ms", "1000",
                "kafka.request.timeout.ms", "500"));

        // Then
        assertThatThrownBy(() -> KafkaConnectionCheck.require(settings))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("cannot reach Kafka at localhost:1 (kafka.bootstrap.servers): no response");
    }

    @Test
    void shouldReportAnUnknownHost() {
        assertThatThrownBy(() -> KafkaConnectionCheck.require(
                        settings(Map.of("kafka.bootstrap.servers", "no.such.host.invalid:1"))))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("no.such.host.invalid:1")
                .hasMessageContaining("No resolvable bootstrap urls");
    }

    @Test
    void shouldReportAnInvalidKafkaKey() {
        assertThatThrownBy(() -> KafkaConnectionCheck.require(settings(Map.of("kafka.security.protocol", "FOO"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("security.protocol")
                .hasMessageContaining("FOO");
    }

    private static Settings settings(Map<String, String> overrides) {
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }
}
