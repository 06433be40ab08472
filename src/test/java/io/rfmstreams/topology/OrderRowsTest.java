package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.RowChanges;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class OrderRowsTest {

    private static final KeptOrder ORDER = order("1", 10);
    private static final KeptRefund REFUND = new KeptRefund("r", "1", 12, Money.of("4"), 12);
    private static final KeptRefund UNLINKED = new KeptRefund("u", null, 13, Money.of("4"), 13);

    private final KeyValueStore<Bytes, byte[]> store = new TaskStores().orders();
    private final OrderRows rows = new OrderRows(store, HistoryRules.of(Window.ofDays(365), Duration.ofDays(30)));

    @Test
    void shouldReadUnwrittenRows() {
        // When
        put("ann", ORDER, REFUND);

        // Then
        assertThat(keys()).isEmpty();
        assertThat(rows.of("ann").order("1")).isEqualTo(ORDER);
        assertThat(rows.of("ann").refund("r")).isEqualTo(REFUND);
        assertThat(rows.of("ann").order("r")).isNull();
        assertThat(rows.of("bob").order("1")).isNull();
    }

    @Test
    void shouldWriteWhenTheTaskCommits() {
        // Given
        put("ann", ORDER, REFUND, UNLINKED);

        // When
        rows.flush();

        // Then
        assertThat(keys())
                .containsExactly(
                        KeptRowKey.link("ann", "1", "r"),
                        KeptRowKey.order("ann", "1"),
                        KeptRowKey.refund("ann", "r"),
                        KeptRowKey.refund("ann", "u"));
        OrderRows reopened = new OrderRows(store, HistoryRules.of(Window.ofDays(365), Duration.ofDays(30)));
        assertThat(reopened.of("ann").order("1")).isEqualTo(ORDER);
        assertThat(reopened.of("ann").refund("r")).isEqualTo(REFUND);
        assertThat(reopened.of("ann").refund("u")).isEqualTo(UNLINKED);
    }

    @Test
    void shouldFindTheRefundsOfAnOrderAndAllRows() {
        // When
        put("ann", ORDER, REFUND, UNLINKED, order("11", 14));
        put("anna", order("1", 15), new KeptRefund("other", "1", 16, Money.ZERO, 16));

        // Then
        assertThat(rows.of("ann").refundsOf("1")).containsExactly(REFUND);
        assertThat(rows.of("ann").refundsOf("11")).isEmpty();
        assertThat(rows.of("ann").all()).containsExactlyInAnyOrder(ORDER, REFUND, UNLINKED, order("11", 14));
    }

    @Test
    void shouldDeleteTheLinksOfDeletedRefunds() {
        // Given
        put("ann", ORDER, REFUND);
        rows.flush();

        // When
        rows.apply("ann", new RowChanges(List.of(ORDER, REFUND), List.of(order("2", 20))));

        // Then
        assertThat(rows.of("ann").order("1")).isNull();
        assertThat(rows.of("ann").refund("r")).isNull();
        assertThat(rows.of("ann").refundsOf("1")).isEmpty();
        assertThat(keys()).containsExactly(KeptRowKey.order("ann", "2"));
    }

    @Test
    void shouldDeleteAllRowsOfOneCustomer() {
        // Given
        put("ann", ORDER);
        put("anna", ORDER);
        rows.flush();
        put("ann", REFUND, UNLINKED);
        put("an", ORDER);

        // When
        rows.deleteAll("ann");
        rows.flush();

        // Then
        assertThat(keys()).containsExactly(KeptRowKey.order("an", "1"), KeptRowKey.order("anna", "1"));
    }

    @Test
    void shouldWriteTooManyChangesBeforeTheCommit() {
        // When
        for (int i = 0; i < 20_000; i++) {
            put("ann", order("o" + i, i));
        }

        // Then
        assertThat(keys()).hasSizeBetween(10_000, 19_999);
        assertThat(rows.of("ann").order("o0")).isEqualTo(order("o0", 0));
        assertThat(rows.of("ann").order("o19999")).isEqualTo(order("o19999", 19_999));
    }

    private void put(String customerId, KeptRow... puts) {
        rows.apply(customerId, new RowChanges(List.of(), Arrays.asList(puts)));
    }

    private static KeptOrder order(String id, long position) {
        return new KeptOrder(id, position * 1_000, Money.of("10"), position);
    }

    private List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(row -> keys.add(row.key.get()));
        }
        return keys;
    }
}
