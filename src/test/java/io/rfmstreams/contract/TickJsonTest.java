package io.rfmstreams.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickJsonTest {

    @Test
    void shouldDecodeWhatItEncodes() {
        assertThat(TickJson.decode(TickJson.encode(86_400_000L))).isEqualTo(new InputRecord.Tick(86_400_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"time\":\"2025-01-01T00:00:00Z\"} {}",
                "{\"time\":\"2025-01-01T00:00:00Z\",\"time\":\"2026-01-01T00:00:00Z\"}"
            })
    void shouldRejectWhatIsNotOneJsonObject(String value) {
        assertThat(TickJson.decode(value.getBytes(UTF_8)))
                .isInstanceOfSatisfying(InputRecord.Malformed.class, malformed -> assertThat(malformed.reason())
                        .isEqualTo(RejectionReason.BAD_JSON));
    }
}
