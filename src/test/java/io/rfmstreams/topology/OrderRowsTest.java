package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.IdHashes;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.RowChanges;
import io.rfmstreams.rfm.RowSummary;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class OrderRowsTest {

    private static final KeptOrder ORDER = order("1", 10);
    private static final KeptRefund REFUND = new KeptRefund("r", "1", 12, Money.of("4"), 12);
    private static final KeptRefund UNLINKED = new KeptRefund("u", null, 13, Money.of("4"), 13);

    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));

    private final KeyValueStore<Bytes, byte[]> store = new TaskStores().orders();
    private final Map<String, CustomerWithOrders> customers = new HashMap<>();
    private long committedOffset = -1;
    private final OrderRows rows = open();

    @Test
    void shouldKeepNewOrdersWithTheCustomer() {
        // When
        put("ann", order("1", 10), order("2", 11), REFUND);
        rows.flush();

        // Then
        assertThat(newest("ann").orders()).containsExactly(order("1", 10), order("2", 11));
        assertThat(keys()).containsExactly(KeptRowKey.link("ann", "1", "r"), KeptRowKey.refund("ann", "r"));
        assertThat(rows("ann").order("2")).isEqualTo(order("2", 11));
        assertThat(rows("ann").refund("r")).isEqualTo(REFUND);
        assertThat(rows("ann").order("r")).isNull();
        assertThat(rows("bob").order("1")).isNull();
    }

    @Test
    void shouldWriteOrdersAsAPackIfTheyAreManyEnough() {
        // When
        putOrders("ann", 0, OrderRows.FULL);
        rows.flush();

        // Then they are stored, and stay with the customer until they are committed
        assertThat(keys()).containsExactly(KeptRowKey.pack("ann", 0));
        assertThat(newest("ann").size()).isEqualTo(OrderRows.FULL);
    }

    @Test
    void shouldBeginAPackAfterTheCommit() {
        // Given
        putOrders("ann", 0, OrderRows.FULL);
        putOrders("ann", OrderRows.FULL, OrderRows.FULL + 3);
        rows.flush();
        committedOffset = OrderRows.FULL + 2;

        // When
        put("ann", order("next", 100));

        // Then the orders of one commit are in one pack
        assertThat(newest("ann").orders()).containsExactly(order("next", 100));
        assertThat(keys()).containsExactly(KeptRowKey.pack("ann", 0));
        assertThat(rows("ann").order("o0")).isEqualTo(order("o0", 0));
        assertThat(rows("ann").order("o10")).isEqualTo(order("o10", 10));
        assertThat(rows("ann").order("next")).isEqualTo(order("next", 100));
        assertThat(rows("ann").order("other")).isNull();
        assertThat(rows("ann").all()).hasSize(OrderRows.FULL + 4);
    }

    @Test
    void shouldKnowTheIdsOfPackedOrdersIfTheCustomerHasMoreThanThereAreHashes() {
        // Given
        committedOffset = Long.MAX_VALUE;
        putOrders("ann", 0, IdHashes.MAX_SIZE + OrderRows.FULL);
        rows.flush();
        assertThat(keys()).hasSize(IdHashes.MAX_SIZE / OrderRows.FULL + 1).allMatch(KeptRowKey::isPack);
        assertThat(rows("ann").order("never")).isNull();

        // When its ids are in memory
        putOrders("ann", IdHashes.MAX_SIZE + OrderRows.FULL, IdHashes.MAX_SIZE + 3 * OrderRows.FULL);

        // Then
        assertThat(rows("ann").order("o0")).isEqualTo(order("o0", 0));
        assertThat(rows("ann").order("o136")).isEqualTo(order("o136", 136));
        assertThat(rows("ann").order("o151")).isEqualTo(order("o151", 151));
        assertThat(rows("ann").order("never")).isNull();

        // When
        apply("ann", new RowChanges(List.of(order("o136", 136)), List.of()));

        // Then
        assertThat(rows("ann").order("o136")).isNull();
        assertThat(rows("ann").order("o137")).isEqualTo(order("o137", 137));
    }

    @Test
    void shouldWriteEachOrderByItselfIfTheCustomerHasVeryMany() {
        // When
        int many = OrderRows.MAX_IN_PACKS + 1;
        committedOffset = Long.MAX_VALUE;
        putOrders("ann", 0, many);
        rows.flush();

        // Then
        assertThat(keys()).hasSize(many).allMatch(KeptRowKey::isOrder);

        // When
        putOrders("ann", many, many + 1);
        rows.flush();

        // Then
        assertThat(newest("ann").size()).isZero();
        assertThat(keys()).hasSize(many + 1).allMatch(KeptRowKey::isOrder);
        assertThat(rows("ann").order("o0")).isEqualTo(order("o0", 0));
        assertThat(rows("ann").order("o" + many)).isEqualTo(order("o" + many, many));

        // When its ids are in memory
        put("ann", order("later", 2_000));

        // Then
        assertThat(rows("ann").order("later")).isEqualTo(order("later", 2_000));
        assertThat(rows("ann").order("never")).isNull();
    }

    @Test
    void shouldFindPackedOrdersOfACustomerWithVeryManyRefunds() {
        // Given packs of an earlier build, which did not count refunds
        committedOffset = Long.MAX_VALUE;
        putOrders("ann", 0, 2 * OrderRows.FULL);
        rows.flush();
        setRows("ann", OrderRows.MAX_IN_PACKS + 1);

        // Then
        assertThat(rows("ann").order("o0")).isEqualTo(order("o0", 0));
        assertThat(rows("ann").order("never")).isNull();
    }

    @Test
    void shouldKeepTheNewestOrdersUntilTheirRowsAreCommitted() {
        // Given orders that are committed, of which the newest are in no pack
        putOrders("ann", 0, OrderRows.FULL + 3);
        rows.flush();
        committedOffset = OrderRows.FULL + 2;
        putOrders("ann", OrderRows.FULL + 3, OrderRows.FULL + 5);
        rows.flush();
        committedOffset = OrderRows.FULL + 4;
        setRows("ann", OrderRows.MAX_IN_PACKS);
        Map<Bytes, byte[]> committed = storedRows();

        // When a refund is one row too many for packs, and another event arrives within the same commit
        put("ann", new KeptRefund("r1", null, 100, Money.ZERO, 100));
        put("ann", new KeptRefund("r2", null, 101, Money.ZERO, 101));

        // Then the customer still has its newest orders, if a crash loses the rows
        assertThat(newest("ann").orders()).contains(order("o12", 12));
        restore(committed);
        OrderRows reopened = open();
        assertThat(reopened.of("ann", customers.get("ann")).order("o12")).isEqualTo(order("o12", 12));
        assertThat(reopened.of("ann", customers.get("ann")).order("o0")).isEqualTo(order("o0", 0));
    }

    @Test
    void shouldReadTheOrdersOfAnEarlierFormat() {
        // Given
        put("ann", order("new", 20));
        store.put(Bytes.wrap(KeptRowKey.order("ann", "1")), KeptRowState.encode(ORDER));

        // Then
        assertThat(rows("ann").order("1")).isEqualTo(ORDER);
        assertThat(rows("ann").all()).containsExactlyInAnyOrder(ORDER, order("new", 20));
    }

    @Test
    void shouldFindTheLastOrderIfAnIdIsUsedAgain() {
        // Given
        committedOffset = 9;
        putOrders("ann", 0, OrderRows.FULL);
        put("ann", order("next", 10), order("o3", 11));

        // Then
        assertThat(rows("ann").order("o3")).isEqualTo(order("o3", 11));
        assertThat(rows("ann").all()).contains(order("o3", 11)).doesNotContain(order("o3", 3));
    }

    @Test
    void shouldFindTheRefundsOfAnOrderAndAllRows() {
        // When
        put("ann", ORDER, REFUND, UNLINKED, order("11", 14));
        put("anna", order("1", 15), new KeptRefund("other", "1", 16, Money.ZERO, 16));

        // Then
        assertThat(rows("ann").refundsOf("1")).containsExactly(REFUND);
        assertThat(rows("ann").refundsOf("11")).isEmpty();
        assertThat(rows("ann").all()).containsExactlyInAnyOrder(ORDER, REFUND, UNLINKED, order("11", 14));
    }

    @Test
    void shouldDeleteTheLinksOfDeletedRefunds() {
        // Given
        put("ann", ORDER, REFUND);

        // When
        apply("ann", new RowChanges(List.of(REFUND), List.of(order("2", 20))));
        rows.flush();

        // Then
        assertThat(rows("ann").refund("r")).isNull();
        assertThat(rows("ann").refundsOf("1")).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void shouldDeleteOrdersFromPacks() {
        // Given
        committedOffset = 9;
        putOrders("ann", 0, OrderRows.FULL);
        put("ann", order("next", 10), order("last", 11));

        // When
        apply("ann", new RowChanges(List.of(order("o3", 3), order("next", 10)), List.of()));

        // Then
        assertThat(rows("ann").order("o3")).isNull();
        assertThat(rows("ann").all()).hasSize(OrderRows.FULL);

        // When
        apply(
                "ann",
                new RowChanges(
                        OrderPack.decode(store.get(Bytes.wrap(KeptRowKey.pack("ann", 0))))
                                .orders(),
                        List.of()));
        rows.flush();

        // Then
        assertThat(keys()).isEmpty();
        assertThat(rows("ann").all()).containsExactly(order("last", 11));
    }

    @Test
    void shouldDeleteAllRowsOfOneCustomer() {
        // Given
        putOrders("ann", 0, OrderRows.FULL);
        putOrders("anna", 0, OrderRows.FULL);
        rows.flush();
        put("ann", REFUND, UNLINKED);
        putOrders("an", 0, OrderRows.FULL);

        // When
        rows.deleteAll("ann");
        rows.flush();

        // Then
        assertThat(keys()).containsExactly(KeptRowKey.pack("an", 0), KeptRowKey.pack("anna", 0));
    }

    @Test
    void shouldWriteTooManyChangesBeforeTheCommit() {
        // When
        for (int i = 0; i < 24_000; i++) {
            put("ann", new KeptRefund("r" + i, null, i, Money.ZERO, i));
        }

        // Then
        assertThat(keys()).hasSizeBetween(16_384, 23_999);
        assertThat(rows("ann").refund("r0")).isNotNull();
        assertThat(rows("ann").refund("r23999")).isNotNull();
    }

    private OrderRows open() {
        return new OrderRows(new OrderStore(store), RULES, () -> committedOffset);
    }

    private KeptRows rows(String customerId) {
        return rows.of(customerId, customers.get(customerId));
    }

    private OrderPack newest(String customerId) {
        return Objects.requireNonNull(customers.get(customerId)).newestOrders();
    }

    private void putOrders(String customerId, int from, int to) {
        IntStream.range(from, to).forEach(i -> put(customerId, order("o" + i, i)));
    }

    /** Sets the number of orders and refunds in the history of a customer. */
    private void setRows(String customerId, int number) {
        OrderPack newest = newest(customerId);
        customers.put(customerId, new CustomerWithOrders(TestCustomers.with(history(number, committedOffset)), newest));
    }

    private Map<Bytes, byte[]> storedRows() {
        Map<Bytes, byte[]> stored = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(row -> stored.put(row.key, row.value));
        }
        return stored;
    }

    private void restore(Map<Bytes, byte[]> stored) {
        storedRows().keySet().forEach(store::delete);
        stored.forEach(store::put);
    }

    /** Stores rows one by one. */
    private void put(String customerId, KeptRow... puts) {
        for (KeptRow row : puts) {
            apply(customerId, new RowChanges(List.of(), List.of(row)));
        }
    }

    private void apply(String customerId, RowChanges changes) {
        CustomerWithOrders before = customers.get(customerId);
        int size = before == null ? 0 : before.customer().history().rows().size();
        long position = changes.puts().stream()
                .mapToLong(KeptRow::position)
                .max()
                .orElseGet(
                        () -> before == null ? -1 : before.customer().history().position());
        PurchaseHistory history = history(size + changes.puts().size(), position);
        HistoryUpdate update = new HistoryUpdate(history, Outcome.ORDER, changes, 0, Money.ZERO);
        OrderPack newest = rows.apply(customerId, before, update);
        customers.put(customerId, new CustomerWithOrders(TestCustomers.with(history), newest));
    }

    private static PurchaseHistory history(int rows, long position) {
        IdHashes hashes = rows > IdHashes.MAX_SIZE ? IdHashes.ANY : IdHashes.stored(new short[rows]);
        return new PurchaseHistory(
                0, 0, DayBucket.NONE, DayBuckets.EMPTY, new RowSummary(rows, 0, 0, hashes), position);
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
