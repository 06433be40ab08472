package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.ShopData;
import io.rfmstreams.demo.ShopData.Sale;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.EndState;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole data sets, their refunds included, end in the same recency, frequency, monetary, first and last purchase of every
 * customer in whatever order they arrive. Takes a sample of the customers, see {@link ShopData#sample}.
 */
class ArrivalOrderTest {

    private static final long SEED = 8;
    private static final int A_SAMPLE = 8;
    private static final int A_SMALL_SAMPLE = 50;
    private static final double EARLY_SHARE = 0.05;
    private static final int MAX_PLACES_EARLY = 300;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Window WINDOW = Window.ofDays(365);
    private static final ProcessorRules RULES = TopologyFixture.rules(
            ClockMode.EVENT, WINDOW, new ColdStart(2, Duration.ofDays(30).toMillis()));

    /** An order of arrival. */
    enum Arrival {
        BY_TIME,
        BY_CUSTOMER,
        SHUFFLED,
        ALL_TWICE,
        SOME_REFUNDS_BEFORE_THEIR_ORDERS;

        List<Sale> of(List<Sale> byTime) {
            List<Sale> sales = new ArrayList<>(byTime);
            switch (this) {
                case BY_TIME -> {}
                case BY_CUSTOMER -> sales.sort(Comparator.comparing(Sale::customerId));
                case SHUFFLED -> Collections.shuffle(sales, new Random(SEED));
                case ALL_TWICE -> sales.addAll(byTime);
                case SOME_REFUNDS_BEFORE_THEIR_ORDERS -> {
                    return withEarlyRefunds(byTime, new Random(SEED));
                }
            }
            return sales;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameResultForTheLab(Arrival arrival) {
        assertSameEnd(ShopData.sample(ShopData.lab(), A_SAMPLE), arrival);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameResultForOnlineRetail(Arrival arrival) {
        assertSameEnd(ShopData.sample(ShopData.onlineRetail(), A_SAMPLE), arrival);
    }

    @Test
    void shouldGiveTheSameResultForEachPermutationWithDuplicates() {
        List<Sale> sales = ShopData.everyNthCustomer(ShopData.lab(), A_SMALL_SAMPLE);
        Trials.run(8, random -> {
            // Given
            List<Sale> arriving = new ArrayList<>(sales);
            for (int i = 0; i < sales.size() / 4; i++) {
                arriving.add(sales.get(random.nextInt(sales.size())));
            }
            Collections.shuffle(arriving, random);
            try (TopologyFixture topology = new TopologyFixture(RULES)) {

                // When
                Map<String, EndState> ends = ends(topology, arriving);

                // Then
                assertThat(EndState.differences(ends, expected(sales))).isEmpty();
                assertThat(topology.read(TopicRole.DEAD_LETTERS)).isEmpty();
            }
        });
    }

    private static void assertSameEnd(List<Sale> sales, Arrival arrival) {
        // Given
        long orders =
                sales.stream().filter(sale -> sale.event() instanceof Purchase).count();
        long refunds = sales.size() - orders;
        try (TopologyFixture topology = new TopologyFixture(RULES)) {

            // When
            Map<String, EndState> ends = ends(topology, arrival.of(sales));

            // Then
            assertThat(EndState.differences(ends, expected(sales))).isEmpty();
            assertThat(topology.read(TopicRole.DEAD_LETTERS)).isEmpty();
            long taken = topology.count(Counter.ORDERS) + topology.count(Counter.EXPIRED_ON_ARRIVAL);
            boolean isTwice = arrival == Arrival.ALL_TWICE;
            assertThat(taken).isBetween(orders, isTwice ? 2 * orders : orders);
            assertThat(topology.count(Counter.DUPLICATES) > 0).isEqualTo(isTwice);
            assertThat(topology.count(Counter.REFUNDS_LINKED)).isPositive();
            boolean hasEarly = arrival == Arrival.SOME_REFUNDS_BEFORE_THEIR_ORDERS || arrival == Arrival.SHUFFLED;
            assertThat(topology.count(Counter.REFUNDS_PENDING)).isGreaterThanOrEqualTo(hasEarly ? refunds / 40 : 0);
        }
    }

    /** Each customer's state once everything has arrived, and the UTC day of the last event is over, as profiles tell it. */
    private static Map<String, EndState> ends(TopologyFixture topology, List<Sale> arriving) {
        long end = end(arriving);
        topology.activate(TestModels.shoppers(1, WINDOW, 0));
        for (int i = 0; i < arriving.size(); i++) {
            topology.send(arriving.get(i).customerId(), arriving.get(i).event());
            if (i % 200 == 0) {
                topology.advanceWallClock(Duration.ofMillis(500));
            }
        }
        topology.tick(Instant.ofEpochMilli(end).toString());
        topology.advanceUntilIdle();
        Map<String, byte[]> last = new HashMap<>();
        for (TestRecord<String, byte[]> record : topology.read(TopicRole.PROFILES)) {
            last.put(record.key(), record.value());
        }
        return EndState.ofAll(
                last.values().stream().map(ArrivalOrderTest::profile).toList(), end);
    }

    private static CustomerProfile profile(byte[] json) {
        try {
            return CustomerProfileJson.decode(json);
        } catch (IOException notAProfile) {
            throw new UncheckedIOException(notAProfile);
        }
    }

    /** The sales with some of the refunds up to {@value #MAX_PLACES_EARLY} places before their orders. */
    private static List<Sale> withEarlyRefunds(List<Sale> byTime, Random random) {
        Map<String, Integer> places = new HashMap<>();
        Map<Integer, List<Sale>> early = new HashMap<>();
        Set<Sale> moved = new HashSet<>();
        for (int i = 0; i < byTime.size(); i++) {
            Sale sale = byTime.get(i);
            String order = sale.customerId() + " " + sale.event().orderId();
            if (sale.event() instanceof Purchase) {
                places.put(order, i);
            } else if (places.containsKey(order) && random.nextDouble() < EARLY_SHARE) {
                int place = Math.max(0, places.get(order) - random.nextInt(MAX_PLACES_EARLY));
                early.computeIfAbsent(place, none -> new ArrayList<>()).add(sale);
                moved.add(sale);
            }
        }
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < byTime.size(); i++) {
            sales.addAll(early.getOrDefault(i, List.of()));
            if (!moved.contains(byTime.get(i))) {
                sales.add(byTime.get(i));
            }
        }
        return sales;
    }

    private static Map<String, EndState> expected(List<Sale> sales) {
        return ShopData.ends(sales, WINDOW.millis(), end(sales));
    }

    private static long end(List<Sale> sales) {
        long last = sales.stream().mapToLong(Sale::at).max().orElseThrow();
        return Math.floorDiv(last, DAY) * DAY + DAY;
    }
}
