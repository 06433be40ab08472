package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.rfm.PurchaseHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerCacheTest {

    private final TestCustomerStore store = new TaskStores().customers();

    @AfterEach
    void closeStore() {
        store.bytes().close();
    }

    @Test
    void shouldWriteWhenTheTaskCommits() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        customers.put("ann", customer(1));
        customers.put("ann", customer(2));
        assertThat(customers.get("ann")).isEqualTo(customer(2));
        assertThat(store.get("ann")).isNull();

        // When
        customers.flush();

        // Then
        assertThat(store.get("ann")).isEqualTo(customer(2));
    }

    @Test
    void shouldRemoveTheLeastRecentlyUsedWhenTheBudgetIsExceeded() {
        // Given
        CustomerCache customers = customers(new CacheBudget(850));
        List.of("ann", "bob", "cid").forEach(id -> customers.put(id, customer(1)));
        customers.flush();
        customers.get("ann");

        // When
        customers.put("dan", customer(1));

        // Then
        customers.flush();
        for (String customerId : new String[] {"ann", "bob", "cid", "dan"}) {
            assertThat(store.get(customerId)).isEqualTo(customer(1));
            store.put(customerId, customer(2));
        }
        assertThat(customers.get("ann")).isEqualTo(customer(1));
        assertThat(customers.get("bob")).isEqualTo(customer(2));
    }

    @Test
    void shouldKeepNothingWithoutABudget() {
        // Given
        CustomerCache customers = customers(new CacheBudget(0));

        // When
        IntStream.rangeClosed(1, 3).forEach(sequence -> customers.put("ann", customer(sequence)));

        // Then
        assertThat(store.get("ann")).isEqualTo(customer(3));
    }

    @Test
    void shouldNotWriteDeletedCustomers() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        store.put("ann", customer(1));
        customers.put("ann", customer(2));

        // When
        customers.delete("ann");
        customers.flush();

        // Then
        assertThat(customers.get("ann")).isNull();
        assertThat(store.get("ann")).isNull();
    }

    @Test
    void shouldVisitAllCustomersInOrder() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        store.put("bob", customer(1));
        customers.put("cid", customer(1));
        customers.put("bob", customer(2));
        customers.put("ann", customer(3));
        List<String> visited = new ArrayList<>();

        // When
        boolean all = customers.visitAfter(
                null,
                (id, customer) ->
                        visited.add(id + " " + customer.customer().membership().sequence()));

        // Then
        assertThat(visited).containsExactly("ann 3", "bob 2", "cid 1");
        assertThat(all).isTrue();
    }

    @Test
    void shouldContinueTheVisitAfterACustomer() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        List.of("ann", "bob", "cid", "dan").forEach(id -> customers.put(id, customer(1)));
        List<String> visited = new ArrayList<>();

        // When
        boolean all = customers.visitAfter("bob", (id, customer) -> !visited.add(id));

        // Then
        assertThat(visited).containsExactly("cid");
        assertThat(all).isFalse();
        assertThat(customers.visitAfter("dan", (id, customer) -> false)).isTrue();
    }

    @Test
    void shouldVisitTheLatestStateWhenTheCacheShrinksDuringTheVisit() {
        // Given a cache for a few customers, one of which has changed
        CustomerCache customers = customers(new CacheBudget(1_500));
        List.of("ann", "bob", "cid", "dan", "eve").forEach(id -> store.put(id, customer(1)));
        customers.put("dan", customer(2));
        List<Long> sequences = new ArrayList<>();

        // When the visit changes so many that the cache writes the changed one
        customers.visitAfter(null, (id, customer) -> {
            customers.put(id, customer(9));
            return sequences.add(customer.customer().membership().sequence());
        });

        // Then
        assertThat(sequences).containsExactly(1L, 1L, 1L, 2L, 1L);
    }

    @Test
    void shouldNotCacheVisitedCustomers() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        store.put("ann", customer(1));

        // When
        customers.visitAfter(null, (id, customer) -> true);
        store.put("ann", customer(2));

        // Then
        assertThat(customers.get("ann")).isEqualTo(customer(2));
    }

    @Test
    void shouldKeepThoseWhoBuyDuringAVisit() {
        // Given a cache for less than half of a hundred customers
        CustomerCache customers = customers(new CacheBudget(10_000));
        IntStream.range(0, 100).forEach(i -> store.put(id(i), customer(1)));
        customers.put(id(50), customer(2));

        // When all are visited and changed, in ten parts, and two customers buy meanwhile
        for (int part = 0; part < 10; part++) {
            int last = part * 10 + 9;
            customers.visitAfter(part == 0 ? null : id(last - 10), (id, customer) -> {
                customers.put(id, customer(3));
                return !id.equals(id(last));
            });
            if (part == 2) {
                customers.put(id(25), customer(4));
            }
            customers.flush();
        }

        // Then these two are in the cache, and others are not
        List.of(25, 50, 26, 99).forEach(i -> store.put(id(i), customer(9)));
        assertThat(customers.get(id(25))).isEqualTo(customer(4));
        assertThat(customers.get(id(50))).isEqualTo(customer(3));
        assertThat(customers.get(id(26))).isEqualTo(customer(9));
        assertThat(customers.get(id(99))).isEqualTo(customer(9));
    }

    @Test
    void shouldReleaseItsMemory() {
        // Given
        CacheBudget budget = new CacheBudget(1_000);
        CustomerCache closed = customers(budget);
        closed.put("ann", customer(1));
        closed.put("bob", customer(1));

        // When
        closed.close();

        // Then
        CustomerCache customers = customers(budget);
        customers.put("cid", customer(1));
        customers.put("dan", customer(1));
        assertThat(store.get("cid")).isNull();
        customers.put("eve", customer(1));
        assertThat(store.get("cid")).isEqualTo(customer(1));
    }

    @Test
    void shouldWriteTheRowsThatCustomersReferToFirst() {
        // Given
        List<@Nullable CustomerWithOrders> storedThen = new ArrayList<>();
        CustomerCache customers =
                new CustomerCache(store.bytes(), new CacheBudget(1_000), () -> storedThen.add(store.get("ann")));
        customers.put("ann", customer(1));
        customers.put("bob", customer(1));
        assertThat(storedThen).isEmpty();

        // When
        customers.put("cid", customer(1));

        // Then
        assertThat(store.get("ann")).isEqualTo(customer(1));
        assertThat(storedThen).hasSize(1).containsOnlyNulls();
    }

    @Test
    void shouldKeepCustomersIfAnIdleTaskUsesTheWholeBudget() {
        // Given
        CacheBudget budget = new CacheBudget(10_000);
        CustomerCache idle = customers(budget);
        IntStream.range(0, 30).forEach(i -> idle.put("idle" + i, customer(1)));
        List<String> writes = new ArrayList<>();
        CustomerCache busy = new CustomerCache(store.bytes(), budget, () -> writes.add("written"));

        // When
        IntStream.range(0, 10).forEach(i -> busy.put("busy" + i, customer(1)));
        IntStream.range(0, 10).forEach(i -> busy.put("busy" + i, customer(2)));

        // Then
        assertThat(writes).isEmpty();
        assertThat(store.get("busy0")).isNull();
        assertThat(busy.get("busy0")).isEqualTo(customer(2));
    }

    @Test
    void shouldShrinkToItsShareWhenOthersNeedMemory() {
        // Given an idle task that uses the whole budget, and a busy task that uses its share in addition
        CacheBudget budget = new CacheBudget(10_000);
        CustomerCache idle = customers(budget);
        IntStream.range(0, 50).forEach(i -> {
            idle.put("idle" + i, customer(1));
            idle.flush();
        });
        assertThat(budget.isExceeded()).isFalse();
        CustomerCache busy = new CustomerCache(new TaskStores().customers().bytes(), budget, () -> {});
        IntStream.range(0, 12).forEach(i -> busy.put("busy" + i, customer(1)));
        assertThat(budget.isExceeded()).isTrue();

        // When
        idle.shrink();

        // Then it has removed the least recently used customers
        assertThat(budget.isExceeded()).isFalse();
        assertThat(store.get("idle10")).isEqualTo(customer(1));
        store.put("idle10", customer(2));
        store.put("idle29", customer(2));
        assertThat(idle.get("idle29")).isEqualTo(customer(1));
        assertThat(idle.get("idle10")).isEqualTo(customer(2));
    }

    @Test
    void shouldUseLessMemoryForWrittenCustomers() {
        // Given
        CacheBudget budget = new CacheBudget(1 << 20);
        CustomerCache customers = customers(budget);
        customers.put("ann", customer(1));
        long changed = budget.used();

        // When
        customers.flush();

        // Then
        assertThat(budget.used()).isLessThan(changed / 2 + 1);
        assertThat(customers.get("ann")).isEqualTo(customer(1));

        // When it changes again
        customers.put("ann", customer(1));

        // Then
        assertThat(budget.used()).isEqualTo(changed);
    }

    @Test
    void shouldUseMemoryThatOthersDoNotNeed() {
        // Given
        CacheBudget budget = new CacheBudget(10_000);
        customers(budget);
        CustomerCache busy = customers(budget);

        // When
        IntStream.range(0, 18).forEach(i -> busy.put("busy" + i, customer(1)));

        // Then all 18 use 90 % of the budget
        assertThat(store.get("busy0")).isNull();
        assertThat(budget.isExceeded()).isFalse();
    }

    @Test
    void shouldUseAtMostTwiceTheBudget() {
        // Given
        CacheBudget budget = new CacheBudget(10_000);
        List<CustomerCache> tasks =
                IntStream.range(0, 5).mapToObj(i -> customers(budget)).toList();

        // When each cache is filled, one after the other
        tasks.forEach(task -> IntStream.range(0, 100).forEach(i -> task.put("c" + i, customer(1))));

        // Then
        assertThat(budget.used()).isBetween(10_000L, 20_000L);
    }

    @Test
    void shouldDeleteWhenTheTaskCommits() {
        // Given
        CustomerCache customers = customers(new CacheBudget(1 << 20));
        store.put("ann", customer(1));

        // When
        customers.delete("ann");

        // Then
        assertThat(customers.get("ann")).isNull();
        assertThat(store.get("ann")).isEqualTo(customer(1));
        customers.flush();
        assertThat(store.get("ann")).isNull();
    }

    private CustomerCache customers(CacheBudget budget) {
        return new CustomerCache(store.bytes(), budget, () -> {});
    }

    private static String id(int number) {
        return "%02d".formatted(number);
    }

    private static CustomerWithOrders customer(int sequence) {
        return CustomerWithOrders.withoutOrders(TestCustomers.withSequence(sequence, PurchaseHistory.EMPTY));
    }
}
