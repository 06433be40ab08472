package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.GoldenBytes;
import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.UnknownStateFormatException;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.segment.Activation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoredCustomerFormatTest {

    private static final long NOW = TestStoredCustomers.NOW;
    private static final List<Activation> ACTIVATIONS =
            List.of(new Activation(7, NOW - 10, 3), new Activation(8, NOW, 5));

    @Test
    void shouldDecodeWhatItEncodes() {
        // Given
        StoredCustomer storedCustomer =
                new StoredCustomer(TestStoredCustomers.buyer(), NOW, ACTIVATIONS, Freshness.stale(12L));

        // When
        StoredCustomer decoded = StoredCustomerFormat.decode(StoredCustomerFormat.encode(storedCustomer));

        // Then
        assertThat(CustomerState.encode(CustomerWithOrders.withoutOrders(Objects.requireNonNull(decoded.customer()))))
                .isEqualTo(CustomerState.encode(CustomerWithOrders.withoutOrders(TestStoredCustomers.buyer())));
        assertThat(decoded.now()).isEqualTo(NOW);
        assertThat(decoded.activations()).isEqualTo(ACTIVATIONS);
        assertThat(decoded.freshness()).isEqualTo(new Freshness(Freshness.Origin.REMOTE, true, 12L));
    }

    @Test
    void shouldDecodeAnUnknownLag() {
        // Given
        StoredCustomer storedCustomer =
                new StoredCustomer(TestStoredCustomers.buyer(), NOW, ACTIVATIONS, Freshness.stale(null));

        // When
        StoredCustomer decoded = StoredCustomerFormat.decode(StoredCustomerFormat.encode(storedCustomer));

        // Then
        assertThat(decoded.freshness()).isEqualTo(new Freshness(Freshness.Origin.REMOTE, true, null));
    }

    @Test
    void shouldDecodeAnUnknownCustomer() {
        // When
        StoredCustomer decoded =
                StoredCustomerFormat.decode(StoredCustomerFormat.encode(StoredCustomer.unknown(Freshness.CURRENT)));

        // Then
        assertThat(decoded.customer()).isNull();
        assertThat(decoded.activations()).isEmpty();
        assertThat(decoded.freshness().stale()).isFalse();
    }

    @Test
    void shouldReadAndWriteTheGoldenBytes() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "customer-answer-3.hex");
        StoredCustomer storedCustomer =
                new StoredCustomer(TestStoredCustomers.buyer(), NOW, ACTIVATIONS, Freshness.stale(12L));

        // Then
        assertThat(StoredCustomerFormat.encode(storedCustomer)).isEqualTo(golden);
        assertThat(StoredCustomerFormat.encode(StoredCustomerFormat.decode(golden)))
                .isEqualTo(golden);
    }

    @Test
    void shouldRejectAnotherFormat() {
        assertThatThrownBy(() -> StoredCustomerFormat.decode(new byte[] {99, 1, 2}))
                .isInstanceOf(UnknownStateFormatException.class);
    }
}
