package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputsTest {

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private final Outputs outputs = new Outputs(context);

    @BeforeEach
    void setTheWallClock() {
        context.setCurrentSystemTimeMs(0);
    }

    @Test
    void shouldForwardTheLastProfileOfACustomerOnce() {
        // Given
        outputs.profile(profile("7", 1));
        outputs.profile(profile("8", 1));
        outputs.profile(profile("7", 2));
        assertThat(forwarded()).isEmpty();

        // When
        outputs.flush();
        outputs.flush();

        // Then
        assertThat(forwarded().stream().<Object>map(Record::value))
                .containsExactlyInAnyOrder(profile("7", 2), profile("8", 1));
    }

    @Test
    void shouldForwardATombstoneInsteadOfTheProfileOfAnErasedCustomer() {
        // Given
        outputs.profile(profile("7", 1));

        // When
        outputs.deleteProfile("7");
        outputs.flush();

        // Then
        assertThat(forwarded()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("7");
            assertThat((Object) record.value()).isNull();
        });
    }

    @Test
    void shouldForwardProfilesBeforeTheCommitWhenThereAreMany() {
        // When
        IntStream.range(0, 20_000).forEach(customer -> outputs.profile(profile("c" + customer, 1)));

        // Then
        assertThat(forwarded()).hasSize(16_384);
    }

    private List<? extends Record<? extends String, ? extends Object>> forwarded() {
        return context.forwarded(SegmentationTopology.PROFILES).stream()
                .map(MockProcessorContext.CapturedForward::record)
                .toList();
    }

    private static CustomerProfile profile(String customerId, int orders) {
        return new CustomerProfile(customerId, "champions", 0, new Rfm(0, orders, Money.of("10")), 0, 0, 1, null, 0);
    }
}
