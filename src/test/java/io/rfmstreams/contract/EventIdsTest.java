package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.ChurnSignal.Departure;
import io.rfmstreams.segment.SegmentRef;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void shouldCreateVersionFiveUuids() {
        // The example of RFC 9562, appendix A.4
        assertThat(EventIds.uuid5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void shouldIncludeTheTimeInTheIdOfAnAlert() {
        // Given
        SegmentRef fresh = new SegmentRef("fresh", "Fresh", 1);
        ChurnSignal signal = new ChurnSignal(
                ChurnSignal.Kind.SLIPPED,
                Timestamps.parse("2025-02-11T10:00:00Z"),
                new Departure(
                        fresh,
                        new Assignment(new SegmentRef("cool", "Cool", 2), "Look after cool"),
                        Timestamps.parse("2025-02-11T10:00:00Z")),
                fresh,
                new Rfm(41, 1, Money.of("10")),
                null,
                List.of(),
                false,
                1);

        // When
        UUID id = EventIds.alert("ann", 7, signal);

        // Then
        assertThat(id).isEqualTo(EventIds.uuid5(EventIds.NAMESPACE, "ann|7|SLIPPED|2025-02-11T10:00:00Z|fresh"));
    }

    @Test
    void shouldCreateDistinctIdsOfChanges() {
        assertThat(EventIds.change("ann", 1, 11)).isNotEqualTo(EventIds.change("ann", 11, 1));
    }
}
