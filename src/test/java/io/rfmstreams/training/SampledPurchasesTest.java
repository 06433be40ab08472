package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledPurchasesTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long AS_OF = 20_000 * DAY;
    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(365));
    private static final int CUSTOMERS = 2_000;
    private static final int BYTES_PER_PURCHASE = 22;

    @Test
    void shouldTakeOnlyCustomersWithAProfile() {
        // Given
        SampledPurchases purchases = purchases(100, 1_000_000, Set.of("ann", "bob"));

        // Then
        assertThat(purchases.takes("ann")).isTrue();
        assertThat(purchases.takes("eve")).isFalse();
    }

    @Test
    void shouldTakeAboutAsManyCustomersAsConfigured() {
        // Given
        SampledPurchases purchases = purchases(500, Long.MAX_VALUE, ids());

        // When
        addAll(purchases, new ArrayList<>(ids()));

        // Then
        assertThat(purchases.customers()).isBetween(400, 600);
        assertThat(purchases.isReduced()).isFalse();
    }

    @Test
    void shouldTakeFewerCustomersIfTheirPurchasesExceedTheLimit() {
        // Given
        long limit = 300L * BYTES_PER_PURCHASE;
        SampledPurchases purchases = purchases(1_600, limit, ids());

        // When
        addAll(purchases, new ArrayList<>(ids()));

        // Then
        assertThat(purchases.isReduced()).isTrue();
        assertThat(purchases.customers()).isBetween(150, 300);
        assertThat(ids().stream().filter(purchases::takes)).hasSize(purchases.customers());
    }

    @Test
    void shouldTakeNobodyIfOneCustomerExceedsTheLimit() {
        // Given
        SampledPurchases purchases = purchases(100, 50, Set.of("ann"));

        // When
        for (int i = 0; i < 3; i++) {
            purchases.add("ann", new Purchase("o" + i, Money.ZERO, i));
        }

        // Then
        assertThat(purchases.customers()).isZero();
        assertThat(purchases.takes("ann")).isFalse();
    }

    /** The order of the records of different partitions is random. */
    @Test
    void shouldNotDependOnTheOrderOfCustomers() {
        // Given
        List<String> shuffled = new ArrayList<>(ids());
        Collections.shuffle(shuffled, new Random(5));
        SampledPurchases first = purchases(1_000, 300L * BYTES_PER_PURCHASE, ids());
        SampledPurchases second = purchases(1_000, 300L * BYTES_PER_PURCHASE, ids());

        // When
        addAll(first, new ArrayList<>(ids()));
        addAll(second, shuffled);

        // Then
        assertThat(rows(second)).isEqualTo(rows(first)).isNotEmpty();
    }

    @Test
    void shouldForgetErasedCustomers() {
        // Given
        SampledPurchases purchases = purchases(100, 1_000_000, Set.of("ann", "bob"));
        purchases.add("ann", new Purchase("1", Money.of("10"), AS_OF - 300 * DAY));
        purchases.add("bob", new Purchase("1", Money.of("20"), AS_OF - 300 * DAY));

        // When
        purchases.erase("ann");
        purchases.erase("eve");
        purchases.add("ann", new Purchase("1", Money.of("30"), AS_OF - 100 * DAY));

        // Then
        assertThat(rows(purchases)).containsExactlyInAnyOrder("10 1 30 false", "210 1 20 false");
    }

    @Test
    void shouldRebuildHistoriesInTheOrderOfArrival() {
        // Given
        SampledPurchases purchases = purchases(100, 1_000_000, Set.of("ann"));
        List<CustomerEvent> events = List.of(
                new Refund("r", "2", Money.of("20"), AS_OF - 95 * DAY),
                new Purchase("2", Money.of("20"), AS_OF - 100 * DAY),
                new Refund("u", null, Money.of("3"), AS_OF - 94 * DAY),
                new Purchase("1", Money.of("10"), AS_OF - 300 * DAY),
                new Purchase("1", Money.of("99"), AS_OF - 93 * DAY));

        // When
        events.forEach(event -> purchases.add("ann", event));

        // Then
        assertThat(rows(purchases)).containsExactly("210 1 7 false");
    }

    private static SampledPurchases purchases(int customers, long maxBytes, Set<String> ids) {
        return new SampledPurchases(new ReturnOptions(90 * DAY, customers, maxBytes), 42, ids.size(), ids::contains);
    }

    private static Set<String> ids() {
        return IntStream.range(0, CUSTOMERS).mapToObj(i -> "c" + i).collect(Collectors.toSet());
    }

    private static void addAll(SampledPurchases purchases, List<String> ids) {
        for (String id : ids) {
            if (purchases.takes(id)) {
                long daysAgo = 91L + Integer.parseInt(id.substring(1)) % 200;
                purchases.add(id, new Purchase("1", Money.of("1"), AS_OF - daysAgo * DAY));
            }
        }
    }

    /** Returns recency, frequency, monetary and label of the latest snapshot, in its order. */
    private static List<String> rows(SampledPurchases purchases) {
        ReturnRows rows = purchases.snapshots(AS_OF, RULES).toList().get(0).rows();
        return IntStream.range(0, rows.size())
                .mapToObj(row -> Math.round(Math.expm1(rows.feature(row, 0))) + " "
                        + Math.round(Math.expm1(rows.feature(row, 1))) + " "
                        + Math.round(Math.expm1(rows.feature(row, 2))) + " " + rows.hasReturned(row))
                .toList();
    }
}
