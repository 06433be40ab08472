package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.Money;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class KeptOrderIdsTest {

    private static final int FEW = 200;

    private final KeyValueStore<Bytes, byte[]> store = new TaskStores().orders();
    private final OrderStore orders = new OrderStore(store);
    private final KeptOrderIds ids = new KeptOrderIds(orders);

    @Test
    void shouldContainTheKeptOrdersOfACustomer() {
        // Given
        put("ann", "1");
        put("anna", "2");
        orders.put(KeptRowKey.refund("ann", "3"), new byte[] {1});
        KeptOrder packed = new KeptOrder("4", 10, Money.of("10"), 4);
        orders.put(KeptRowKey.pack("ann", 4), OrderPack.of(List.of(packed)).encode());

        OrderPack newest = OrderPack.of(List.of(new KeptOrder("5", 11, Money.of("10"), 5)));

        // Then
        assertThat(ids.mayContain("ann", "1", FEW, newest)).isTrue();
        assertThat(ids.mayContain("ann", "5", FEW, newest)).isTrue();
        assertThat(ids.mayContain("ann", "4", FEW, OrderPack.EMPTY)).isTrue();
        assertThat(ids.mayContain("ann", "2", FEW, OrderPack.EMPTY)).isFalse();
        assertThat(ids.mayContain("ann", "3", FEW, OrderPack.EMPTY)).isFalse();
        assertThat(ids.mayContain("bob", "1", FEW, OrderPack.EMPTY)).isFalse();
    }

    @Test
    void shouldContainOrdersThatAreAddedLater() {
        // Given
        put("ann", "1");
        assertThat(ids.mayContain("ann", "2", FEW, OrderPack.EMPTY)).isFalse();

        // When
        ids.add("ann", "2");
        ids.add("bob", "3"); // nobody has asked for bob's orders

        // Then
        assertThat(ids.mayContain("ann", "2", FEW, OrderPack.EMPTY)).isTrue();
        assertThat(ids.mayContain("bob", "3", FEW, OrderPack.EMPTY)).isFalse();
    }

    @Test
    void shouldContainExactlyTheAddedOrders() {
        // Given
        Random random = new Random(7);
        Set<String> added = new TreeSet<>();
        assertThat(ids.mayContain("ann", "0", FEW, OrderPack.EMPTY)).isFalse();

        // When
        for (int i = 0; i < 2_000; i++) {
            String id = String.valueOf(random.nextInt(10_000));
            added.add(id);
            ids.add("ann", id);
        }

        // Then
        for (int i = 0; i < 10_000; i++) {
            String id = String.valueOf(i);
            assertThat(ids.mayContain("ann", id, FEW, OrderPack.EMPTY)).isEqualTo(added.contains(id));
        }
    }

    @Test
    void shouldReadACustomerOnce() {
        // Given
        put("ann", "1");
        assertThat(ids.mayContain("ann", "1", FEW, OrderPack.EMPTY)).isTrue();

        // When
        store.delete(Bytes.wrap(KeptRowKey.order("ann", "1")));

        // Then
        assertThat(ids.mayContain("ann", "1", FEW, OrderPack.EMPTY)).isTrue();

        // When
        ids.remove("ann");

        // Then
        assertThat(ids.mayContain("ann", "1", FEW, OrderPack.EMPTY)).isFalse();
    }

    @Test
    void shouldTakeAnyOrderForKeptIfThereAreTooMany() {
        // Then
        assertThat(ids.mayContain("ann", "1", KeptOrderIds.MAX_IDS + 1, OrderPack.EMPTY))
                .isTrue();
        assertThat(ids.mayContain("ann", "1", KeptOrderIds.MAX_IDS, OrderPack.EMPTY))
                .isFalse();

        // When
        for (int order = 0; order < KeptOrderIds.MAX_IDS; order++) {
            ids.add("ann", "o" + order);
        }

        // Then
        assertThat(ids.mayContain("ann", "other", FEW, OrderPack.EMPTY)).isFalse();
        assertThat(ids.mayContain("bob", "other", 1, OrderPack.EMPTY)).isTrue();

        // When
        ids.add("ann", "one more");

        // Then ann's ids are no longer kept
        assertThat(ids.mayContain("ann", "other", KeptOrderIds.MAX_IDS + 1, OrderPack.EMPTY))
                .isTrue();
        assertThat(ids.mayContain("bob", "other", 1, OrderPack.EMPTY)).isFalse();
    }

    private void put(String customerId, String orderId) {
        orders.put(KeptRowKey.order(customerId, orderId), new byte[] {1});
    }
}
