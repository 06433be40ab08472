package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveOrdersTest {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

    private static SourceRecord order(String customer, int number, String amount) {
        return new SourceRecord.Event(customer, new Purchase("o" + number, Money.of(amount), number), null);
    }

    private static LiveOrders orders(List<SourceRecord> records) {
        return new LiveOrders(new DataSet(records, new TreeMap<>()), () -> NOW, new Random(1));
    }

    private static List<Purchase> take(LiveOrders orders, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (Purchase) ((SourceRecord.Event) orders.next()).event())
                .toList();
    }

    @Test
    void shouldDateOrdersByTheClockAndNameEachOnce() {
        // When
        List<Purchase> made = take(orders(List.of(order("ann", 1, "10"))), 100);

        // Then
        assertThat(made).extracting(Purchase::occurredAt).containsOnly(NOW.toEpochMilli());
        assertThat(made).extracting(Purchase::orderId).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepTheAmountWithinAFifth() {
        // When
        List<Purchase> made = take(orders(List.of(order("ann", 1, "10"))), 1_000);

        // Then
        assertThat(made).allSatisfy(order -> assertThat(order.amount().units()).isBetween(80_000L, 120_000L));
        assertThat(made).extracting(order -> order.amount().units() % 100).containsOnly(0L);
    }

    @Test
    void shouldFavourCustomersWhoOrderedOften() {
        // Given
        List<SourceRecord> records = new ArrayList<>();
        IntStream.range(0, 20_000).forEach(i -> records.add(order(i % 10 == 0 ? "rare" : "often", i, "5")));
        LiveOrders orders = orders(records);

        // When
        long rare = IntStream.range(0, 10_000)
                .filter(i -> "rare".equals(orders.next().customerId()))
                .count();

        // Then
        assertThat(rare).isCloseTo(1_000, within(200L));
    }

    @Test
    void shouldLeaveOutRefundsAndOtherRecords() {
        // Given
        List<SourceRecord> records = List.of(
                new SourceRecord.Event("ann", new Refund("r", null, Money.of("3"), 1), null),
                new SourceRecord.Line("ann", "not JSON".getBytes(UTF_8), 2));

        // When
        LiveOrders orders = orders(records);

        // Then
        assertThat(orders.hasNext()).isFalse();
        assertThatThrownBy(orders::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldOrderAsOftenAsTheData() {
        assertThat(LiveShopping.rate(240, Duration.ofDays(10))).isEqualTo(1);
        assertThat(LiveShopping.rate(1, Duration.ofDays(10))).isEqualTo(0.5);
        assertThat(LiveShopping.rate(1_000_000, Duration.ofDays(10))).isEqualTo(10);
        assertThat(LiveShopping.rate(5, Duration.ZERO)).isEqualTo(10);
    }
}
