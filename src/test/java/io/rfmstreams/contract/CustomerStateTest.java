package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Fading;
import io.rfmstreams.segment.Inactivity;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerStateTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Timestamps.parse("2025-01-01T00:00:00Z");
    private static final List<Fading> FADINGS = List.of(Fading.values());

    @Test
    void shouldDecodeWhatItEncodes() {
        Trials.run(500, random -> {
            // Given
            long now = START + random.nextInt(1_000_000_000);
            PurchaseHistory history = TestHistories.any(random, now);
            int events = random.nextInt(40);
            long timerAt = random.nextInt(5) == 0 ? Customer.NOT_DUE : now + random.nextInt() * 500L;
            Inactivity inactivity = new Inactivity(
                    random.nextBoolean() ? "at-risk" : "champions",
                    random.nextBoolean() ? List.of() : List.of("champions", "loyal"),
                    FADINGS.get(random.nextInt(FADINGS.size())));
            Customer customer = new Customer(
                    Math.abs((long) random.nextInt()),
                    new Membership("at-risk", now - 5, events),
                    new Evaluation(3, 2, now),
                    timerAt,
                    inactivity,
                    history);

            // Then
            assertThat(CustomerState.decode(CustomerState.encode(CustomerWithOrders.withoutOrders(customer)))
                            .customer())
                    .isEqualTo(customer);
        });
    }

    @Test
    void shouldTakeLessThan140BytesForTenOrders() {
        // Given
        Random random = new Random(7);
        long bytes = 0;
        int customers = 1_000;

        // When
        for (int i = 0; i < customers; i++) {
            bytes += CustomerState.encode(CustomerWithOrders.withoutOrders(quietCustomerOfTenOrders(random))).length;
        }

        // Then
        assertThat(bytes / customers).isBetween(110L, 139L);
    }

    @Test
    void shouldGrowWithTheDaysOfTheWindowAndNotWithOrders() {
        // When
        int ten = sizeOfBusyCustomer(10);
        int hundred = sizeOfBusyCustomer(100);
        int thousand = sizeOfBusyCustomer(1_000);
        int tenThousand = sizeOfBusyCustomer(10_000);

        // Then
        assertThat(ten).isLessThan(150);
        assertThat(hundred).isLessThan(1_000);
        assertThat(thousand).isLessThan(3_000);
        assertThat(tenThousand).isLessThan(thousand + 100);
    }

    @Test
    void shouldKeepTheLargestAndSmallestTotals() {
        for (long units : new long[] {Long.MAX_VALUE, -Long.MAX_VALUE, Long.MAX_VALUE / 100 * 100, -1, 1, -100}) {
            // Given
            DayBucket bucket = new DayBucket(20_000, 1, units, 20_000 * DAY, DayBucket.NONE, 20_000 * DAY);
            PurchaseHistory history = new PurchaseHistory(
                    START,
                    20_000 * DAY,
                    DayBucket.NONE,
                    DayBuckets.of(List.of(bucket)),
                    PurchaseHistory.EMPTY.rows(),
                    7);
            Customer customer = new Customer(
                    1,
                    new Membership("new", START, 1),
                    new Evaluation(0, 0, START),
                    Customer.NOT_DUE,
                    Inactivity.startingIn("new"),
                    history);

            // Then
            assertThat(CustomerState.decode(CustomerState.encode(CustomerWithOrders.withoutOrders(customer)))
                            .customer())
                    .isEqualTo(customer);
        }
    }

    @Test
    void shouldRejectAnUnknownFormat() {
        // Given
        byte[] state = CustomerState.encode(CustomerWithOrders.withoutOrders(quietCustomerOfTenOrders(new Random(1))));
        state[0] = 99;

        // Then
        assertThatThrownBy(() -> CustomerState.decode(state))
                .isInstanceOf(UnknownStateFormatException.class)
                .hasMessageContaining("format 99")
                .hasMessageContaining("format 4");
    }

    /** Returns ten orders on ten days of the last year. */
    private static Customer quietCustomerOfTenOrders(Random random) {
        return customer(TestHistories.ofOrders(10, random, START));
    }

    private static Customer customer(PurchaseHistory history) {
        long at = history.lastPurchaseAt();
        return new Customer(
                1_000_000,
                new Membership("potential-loyalist", at, 5),
                new Evaluation(12, 12, at + 40 * DAY),
                at + 70 * DAY,
                Inactivity.startingIn("potential-loyalist"),
                history);
    }

    private static int sizeOfBusyCustomer(int orders) {
        PurchaseHistory history = TestHistories.ofBusyYear(orders, new Random(orders), START);
        assertThat(history.rfm(Window.ofDays(365), history.lastPurchaseAt()).frequency())
                .isEqualTo(orders);
        return CustomerState.encode(CustomerWithOrders.withoutOrders(customer(history))).length;
    }
}
