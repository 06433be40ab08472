package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void shouldMakeVersionFiveUuids() {
        // The example of RFC 9562, appendix A.4
        assertThat(EventIds.uuid5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void shouldTellChangesApart() {
        assertThat(EventIds.change("ann", 1, 11)).isNotEqualTo(EventIds.change("ann", 11, 1));
    }
}
