package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.GoldenBytes;
import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.UnknownStateFormatException;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.Sighting;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Arrival;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.Segmenter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightingBytesTest {

    private static final long NOW = 1_700_000_000_123L;
    private static final List<Activation> ACTIVATIONS =
            List.of(new Activation(7, NOW - 10, 3), new Activation(8, NOW, 5));

    private static Customer buyer() {
        Segmenter segmenter = new Segmenter(
                HistoryRules.of(Window.ofDays(365), Duration.ofDays(30)),
                new SegmentRules(new ColdStart(1, 0), 0),
                ChurnPolicy.of("", 1),
                version -> Optional.empty());
        return segmenter
                .apply(null, KeptRows.NONE, new Arrival(new Purchase("1", Money.of("12.5"), NOW), NOW, 9), List.of())
                .update()
                .orElseThrow()
                .customer();
    }

    @Test
    void shouldCarryACustomerFromOneInstanceToAnother() {
        // Given
        Sighting sighting = new Sighting(buyer(), NOW, ACTIVATIONS, Freshness.stale(12L));

        // When
        Sighting heard = SightingBytes.decode(SightingBytes.encode(sighting));

        // Then
        assertThat(CustomerState.encode(Objects.requireNonNull(heard.customer())))
                .isEqualTo(CustomerState.encode(buyer()));
        assertThat(heard.now()).isEqualTo(NOW);
        assertThat(heard.activations()).isEqualTo(ACTIVATIONS);
        assertThat(heard.freshness()).isEqualTo(new Freshness(Freshness.Origin.REMOTE, true, 12L));
    }

    @Test
    void shouldCarryThatTheLagIsNotKnown() {
        // Given
        Sighting sighting = new Sighting(buyer(), NOW, ACTIVATIONS, Freshness.stale(null));

        // When
        Sighting heard = SightingBytes.decode(SightingBytes.encode(sighting));

        // Then
        assertThat(heard.freshness()).isEqualTo(new Freshness(Freshness.Origin.REMOTE, true, null));
    }

    @Test
    void shouldCarryThatNobodyIsKnown() {
        // When
        Sighting heard = SightingBytes.decode(SightingBytes.encode(Sighting.nobody(Freshness.CURRENT)));

        // Then
        assertThat(heard.customer()).isNull();
        assertThat(heard.activations()).isEmpty();
        assertThat(heard.freshness().stale()).isFalse();
    }

    @Test
    void shouldReadAndWriteTheBytesOfThisFormat() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "customer-answer-3.hex");
        Sighting sighting = new Sighting(buyer(), NOW, ACTIVATIONS, Freshness.stale(12L));

        // Then
        assertThat(SightingBytes.encode(sighting)).isEqualTo(golden);
        assertThat(SightingBytes.encode(SightingBytes.decode(golden))).isEqualTo(golden);
    }

    @Test
    void shouldRefuseWhatAnotherVersionSays() {
        assertThatThrownBy(() -> SightingBytes.decode(new byte[] {99, 1, 2}))
                .isInstanceOf(UnknownStateFormatException.class);
    }
}
