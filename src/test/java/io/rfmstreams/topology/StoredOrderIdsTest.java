package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.KeptRowKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class StoredOrderIdsTest {

    private static final int FEW = 200;

    private final KeyValueStore<Bytes, byte[]> store = new TaskStores().orders();
    private final OrderStore orders = new OrderStore(store);
    private final StoredOrderIds ids = new StoredOrderIds(orders);

    @Test
    void shouldContainTheStoredOrdersOfACustomer() {
        // Given
        put("ann", "1");
        put("anna", "2");
        orders.put(KeptRowKey.refund("ann", "3"), new byte[] {1});
        orders.put(KeptRowKey.pack("ann", 4), new byte[] {1});

        // Then
        assertThat(ids.mayContain("ann", "1", FEW)).isTrue();
        assertThat(ids.mayContain("ann", "2", FEW)).isFalse();
        assertThat(ids.mayContain("ann", "3", FEW)).isFalse();
        assertThat(ids.mayContain("bob", "1", FEW)).isFalse();
    }

    @Test
    void shouldContainOrdersThatAreAddedLater() {
        // Given
        put("ann", "1");
        assertThat(ids.mayContain("ann", "2", FEW)).isFalse();

        // When
        ids.add("ann", "2");
        ids.add("bob", "3"); // nobody has asked for bob's orders

        // Then
        assertThat(ids.mayContain("ann", "2", FEW)).isTrue();
        assertThat(ids.mayContain("bob", "3", FEW)).isFalse();
    }

    @Test
    void shouldReadACustomerOnce() {
        // Given
        put("ann", "1");
        assertThat(ids.mayContain("ann", "1", FEW)).isTrue();

        // When
        store.delete(Bytes.wrap(KeptRowKey.order("ann", "1")));

        // Then
        assertThat(ids.mayContain("ann", "1", FEW)).isTrue();

        // When
        ids.remove("ann");

        // Then
        assertThat(ids.mayContain("ann", "1", FEW)).isFalse();
    }

    @Test
    void shouldTakeAnyOrderForStoredIfThereAreTooMany() {
        // Then
        assertThat(ids.mayContain("ann", "1", StoredOrderIds.MOST + 1)).isTrue();
        assertThat(ids.mayContain("ann", "1", StoredOrderIds.MOST)).isFalse();

        // When
        for (int order = 0; order < StoredOrderIds.MOST; order++) {
            ids.add("ann", "o" + order);
        }

        // Then
        assertThat(ids.mayContain("ann", "other", FEW)).isFalse();
        assertThat(ids.mayContain("bob", "other", 1)).isTrue();

        // When
        ids.add("ann", "one more");

        // Then ann's ids are no longer kept
        assertThat(ids.mayContain("ann", "other", StoredOrderIds.MOST + 1)).isTrue();
        assertThat(ids.mayContain("bob", "other", 1)).isFalse();
    }

    private void put(String customerId, String orderId) {
        orders.put(KeptRowKey.order(customerId, orderId), new byte[] {1});
    }
}
