package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.OrderMemory;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Inactivity;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerStateTest {

    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Timestamps.parse("2025-01-01T00:00:00Z");

    @Test
    void shouldDecodeWhatItEncodes() {
        Trials.run(500, random -> {
            // Given
            PurchaseHistory history = PurchaseHistory.EMPTY;
            long now = START;
            int events = random.nextInt(40);
            for (int i = 0; i < events; i++) {
                now += random.nextInt(1_000_000_000);
                long at = now - random.nextInt(100_000_000);
                Money amount = new Money(1 + random.nextInt(100_000_000));
                CustomerEvent event = random.nextInt(4) == 0
                        ? new Refund("r" + i, "o" + random.nextInt(40), amount, at)
                        : new Purchase("o" + i, amount, at);
                history = history.take(event, now, RULES).history();
            }
            long timerAt = random.nextInt(5) == 0 ? Customer.NOT_DUE : now + random.nextInt() * 500L;
            Inactivity inactivity = random.nextBoolean()
                    ? Inactivity.startingIn("at-risk")
                    : new Inactivity("champions", random.nextBoolean() ? List.of() : List.of("champions", "loyal"));
            Customer customer = new Customer(
                    Math.abs((long) random.nextInt()),
                    new Membership("at-risk", now - 5, events),
                    new Evaluation(3, 2, now),
                    timerAt,
                    inactivity,
                    history);

            // Then
            assertThat(CustomerState.decode(CustomerState.encode(customer))).isEqualTo(customer);
        });
    }

    @Test
    void shouldTakeLessThan135BytesForTenOrders() {
        // Given
        Random random = new Random(7);
        long bytes = 0;
        int customers = 1_000;

        // When
        for (int i = 0; i < customers; i++) {
            bytes += CustomerState.encode(quietCustomerOfTenOrders(random)).length;
        }

        // Then
        assertThat(bytes / customers).isBetween(60L, 135L);
    }

    @Test
    void shouldKeepTheLargestAndSmallestSums() {
        for (long units : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 100 * 100, -1, 1, -100}) {
            // Given
            PurchaseHistory history = new PurchaseHistory(
                    START,
                    START,
                    1,
                    DayBuckets.of(List.of(new DayBucket(20_000, 1, new Money(units), 20_000 * DAY))),
                    new OrderMemory(List.of(), START, OrderMemory.NONE));
            Customer customer = new Customer(
                    1,
                    new Membership("new", START, 1),
                    new Evaluation(0, 0, START),
                    Customer.NOT_DUE,
                    Inactivity.startingIn("new"),
                    history);

            // Then
            assertThat(CustomerState.decode(CustomerState.encode(customer))).isEqualTo(customer);
        }
    }

    @Test
    void shouldStopAtAnUnknownFormat() {
        // Given
        byte[] state = CustomerState.encode(quietCustomerOfTenOrders(new Random(1)));
        state[0] = 99;

        // Then
        assertThatThrownBy(() -> CustomerState.decode(state))
                .isInstanceOf(UnknownStateFormatException.class)
                .hasMessageContaining("format 99")
                .hasMessageContaining("format 3");
    }

    /** Ten orders on ten days of the last year, the last more than the order memory ago. */
    private static Customer quietCustomerOfTenOrders(Random random) {
        PurchaseHistory history = PurchaseHistory.EMPTY;
        long at = START + random.nextInt(1_000_000_000);
        for (int i = 0; i < 10; i++) {
            at += DAY + random.nextInt((int) (15 * DAY));
            Money amount = new Money(100L * (100 + random.nextInt(30_000)));
            history = history.take(new Purchase("order-" + i, amount, at / 1000 * 1000), at, RULES)
                    .history();
        }
        long now = at + 40 * DAY;
        Inactivity inactivity = Inactivity.startingIn("potential-loyalist");
        long due = at + 70 * DAY;
        return new Customer(
                1_000_000,
                new Membership("potential-loyalist", at, 5),
                new Evaluation(12, 12, now),
                due,
                inactivity,
                history.at(now, RULES));
    }
}
