package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Orders and refunds, and their rows in the store {@code orders}. */
class OrdersTest {

    private static final Window WINDOW = Window.ofDays(30);

    @Test
    void shouldDetectDuplicatesForTheWholeWindow() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "20", "2025-12-30T10:00:00Z");
            int profiles = topology.profiles().size();

            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "1", "11", "2025-01-01T10:00:00Z");

            // Then
            assertThat(topology.profiles()).isEmpty();
            assertThat(profiles).isEqualTo(2);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(2);
            assertThat(topology.count(Counter.DUPLICATES)).isEqualTo(2);
            assertThat(topology.count(Counter.CONFLICTING_DUPLICATES)).isEqualTo(1);
        }
    }

    @Test
    void shouldMergeAnOrderBeforeTheWindow() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "2", "20", "2025-12-30T10:00:00Z");

            // When
            topology.buy("ann", "1", "10", "2024-12-01T10:00:00Z");
            topology.buy("ann", "1", "10", "2024-12-01T10:00:00Z");

            // Then
            assertThat(topology.count(Counter.EXPIRED_ON_ARRIVAL)).isEqualTo(2);
            assertThat(topology.profiles())
                    .hasSize(2)
                    .last()
                    .satisfies(profile ->
                            assertThat(profile.path("firstPurchaseAt").asText()).isEqualTo("2024-12-01T10:00:00Z"))
                    .satisfies(profile -> assertThat(
                                    profile.path("rfm").path("frequency").asInt())
                            .isEqualTo(1));
            assertThat(topology.rows()).isEqualTo(1);
        }
    }

    @Test
    void shouldApplyARefundWhenItsOrderArrives() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.send("ann", new Refund("r", "2", Money.of("5"), at("2025-01-03T10:00:00Z")));
            int profilesBefore = topology.profiles().size();

            // When
            topology.buy("ann", "2", "20", "2025-01-02T10:00:00Z");

            // Then
            assertThat(profilesBefore).isEqualTo(1);
            assertThat(topology.profiles()).singleElement().satisfies(profile -> assertThat(
                            profile.path("rfm").path("monetary").asInt())
                    .isEqualTo(25));
            assertThat(topology.count(Counter.REFUNDS_PENDING)).isEqualTo(1);
            assertThat(topology.count(Counter.REFUNDS_LINKED)).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteRowsWithTheirCustomer() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.send("ann", new Refund("r", "1", Money.of("5"), at("2025-01-03T10:00:00Z")));
            topology.send("bob", new Refund("r", "1", Money.of("5"), at("2025-01-03T10:00:00Z")));
            topology.buy("cid", "1", "10", "2025-01-03T10:00:00Z");
            long before = topology.rows();

            // When
            topology.send("ann".getBytes(UTF_8), null);
            topology.send("bob".getBytes(UTF_8), null);

            // Then
            assertThat(before).isEqualTo(6);
            assertThat(topology.rows()).isEqualTo(1);
            assertThat(topology.entries()).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteRowsOnceTheLastDayHasLeft() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2024-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2024-01-01T20:00:00Z");
            topology.tick("2024-12-31T21:00:00Z");
            topology.advanceUntilIdle();
            long justBefore = topology.rows();
            Customer customer = topology.customer("ann").orElseThrow();
            topology.profiles();

            // When
            topology.tick("2025-01-01T00:00:00Z");
            topology.advanceUntilIdle();

            // Then
            assertThat(justBefore).isEqualTo(2);
            assertThat(customer.history()
                            .rfm(WINDOW, at("2024-12-31T21:00:00Z"))
                            .frequency())
                    .isZero();
            assertThat(topology.rows()).isZero();
            assertThat(topology.entries()).isZero();
            assertThat(topology.profiles()).isEmpty();
            assertThat(topology.count(Counter.TIMERS_EARLY)).isZero();
        }
    }

    @Test
    void shouldDeleteACustomerThatOnlySentRefunds() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.send("ann", new Refund("r", null, Money.of("5"), at("2024-01-01T10:00:00Z")));
            topology.send("ann", new Refund("s", "1", Money.of("5"), at("2024-01-05T10:00:00Z")));

            // When
            topology.tick("2025-01-04T23:00:00Z");
            topology.advanceUntilIdle();
            boolean knownBefore = topology.customer("ann").isPresent();
            topology.tick("2025-01-05T00:00:00Z");
            topology.advanceUntilIdle();

            // Then
            assertThat(knownBefore).isTrue();
            assertThat(topology.customer("ann")).isEmpty();
            assertThat(topology.rows()).isZero();
            assertThat(topology.entries()).isZero();
            assertThat(topology.changes()).isEmpty();
        }
    }

    @Test
    void shouldKeepTheTimerOfACustomerThatBuysAfterARefund() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.send("ann", new Refund("r", null, Money.of("5"), at("2024-01-01T10:00:00Z")));

            // When
            topology.buy("ann", "1", "10", "2024-03-01T10:00:00Z");

            // Then
            assertThat(topology.entries()).isEqualTo(1);
            assertThat(topology.customer("ann").orElseThrow().timerAt()).isEqualTo(at("2024-12-31T10:00:00Z"));
        }
    }

    @Test
    void shouldGiveTheSameResultForEachOrderOfArrival() {
        ProcessorRules rules = rules(
                ClockMode.EVENT, WINDOW, new ColdStart(2, Duration.ofDays(10).toMillis()));
        Trials.run(6, random -> {
            // Given
            List<Map.Entry<String, CustomerEvent>> events = events(random);
            String end = Instant.ofEpochMilli(at("2024-04-10T00:00:00Z") + random.nextInt(2_000_000_000))
                    .toString();

            // When
            Map<String, String> sorted = ends(rules, events, end);
            Collections.shuffle(events, random);
            events.addAll(events.subList(0, 50));
            Map<String, String> shuffled = ends(rules, events, end);

            // Then
            assertThat(shuffled).isEqualTo(sorted);
        });
    }

    @Test
    void shouldCountAnOrderOnceAfterACrashThatKeepsOnlyItsRow() {
        // Given
        TaskStores stores = new TaskStores();
        OpenTask.Setting setting = OpenTask.Setting.of(rules()).atLeastOnce();
        OpenTask task = new OpenTask(stores, setting);
        task.buy("ann", "1", "2025-01-01T10:00:00Z");
        task.commit();
        CustomerWithOrders before = stores.customers().get("ann");
        task.buy("ann", "2", "2025-01-02T10:00:00Z");
        task.commit();

        // When
        stores.customers().put("ann", before);
        OpenTask reopened = new OpenTask(stores, setting);
        stores.rewind(1);
        reopened.buy("ann", "2", "2025-01-02T10:00:00Z");
        reopened.buy("ann", "2", "2025-01-02T10:00:00Z");
        reopened.commit();

        // Then
        assertThat(history(stores).buckets().size()).isEqualTo(2);
        assertThat(history(stores).rows().size()).isEqualTo(2);
    }

    @Test
    void shouldWriteAPackAgainAfterACrashThatKeepsOnlyItsCustomer() {
        // Given
        TaskStores stores = new TaskStores();
        OpenTask.Setting setting = OpenTask.Setting.of(rules()).atLeastOnce();
        buyAPack(new OpenTask(stores, setting));
        PurchaseHistory before = history(stores);

        // When
        stores.clearOrders();
        stores.rewind(OrderRows.FULL);
        OpenTask reopened = new OpenTask(stores, setting);
        buyAPack(reopened);
        reopened.buy("ann", "next", "2025-01-01T10:00:00Z");
        reopened.buy("ann", "o0", "2025-01-01T10:00:00Z");
        reopened.commit();

        // Then
        assertThat(before.rows().size()).isEqualTo(OrderRows.FULL);
        assertThat(stores.customers().get("ann").newestOrders().size()).isEqualTo(1);
        assertThat(history(stores).rows().size()).isEqualTo(OrderRows.FULL + 1);
        assertThat(stores.progress().counts().of(Counter.ORDERS)).isEqualTo(OrderRows.FULL + 1);
    }

    /** Buys as many orders as are written as a pack, and commits. */
    private static void buyAPack(OpenTask task) {
        for (int i = 0; i < OrderRows.FULL; i++) {
            task.buy("ann", "o" + i, "2025-01-01T10:00:00Z");
        }
        task.commit();
    }

    private static PurchaseHistory history(TaskStores stores) {
        return stores.customers().get("ann").customer().history();
    }

    /** Recency, frequency, monetary, first and last purchase of every customer. */
    private static Map<String, String> ends(
            ProcessorRules rules, List<Map.Entry<String, CustomerEvent>> events, String end) {
        Map<String, String> ends = new TreeMap<>();
        try (TopologyFixture topology = new TopologyFixture(rules)) {
            for (Map.Entry<String, CustomerEvent> event : events) {
                topology.send(event.getKey(), event.getValue());
            }
            topology.tick(end);
            topology.advanceUntilIdle();
            for (int i = 0; i < 20; i++) {
                String customerId = "c" + i;
                topology.customer(customerId)
                        .map(Customer::history)
                        .filter(PurchaseHistory::hasPurchased)
                        .ifPresent(history -> ends.put(
                                customerId,
                                history.rfm(WINDOW, at(end)) + " " + history.firstPurchaseAt() + " "
                                        + history.at(at(end), WINDOW).lastPurchaseAt()));
            }
            assertThat(topology.read(TopicRole.DEAD_LETTERS)).isEmpty();
        }
        return ends;
    }

    private static List<Map.Entry<String, CustomerEvent>> events(Random random) {
        List<Map.Entry<String, CustomerEvent>> events = new ArrayList<>();
        long start = at("2024-01-01T00:00:00Z");
        for (int i = 0; i < 300; i++) {
            String customerId = "c" + random.nextInt(20);
            long at = start + random.nextInt(80 * 24) * Duration.ofHours(1).toMillis();
            Money amount = new Money(random.nextInt(1_000) * 100L);
            events.add(Map.entry(customerId, new Purchase("o" + i, amount, at)));
            if (random.nextInt(6) == 0) {
                Money back = random.nextBoolean() ? amount : new Money(5_000);
                long later = at + random.nextInt(20 * 24) * Duration.ofHours(1).toMillis();
                events.add(Map.entry(customerId, new Refund("r" + i, "o" + i, back, later)));
            }
            if (random.nextInt(30) == 0) {
                events.add(Map.entry(customerId, new Refund("u" + i, null, amount, at)));
            }
        }
        events.sort((one, other) ->
                Long.compare(one.getValue().occurredAt(), other.getValue().occurredAt()));
        return events;
    }
}
