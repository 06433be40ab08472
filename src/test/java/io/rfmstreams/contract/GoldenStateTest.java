package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.GoldenBytes;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.IdHashes;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.RowSummary;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Fading;
import io.rfmstreams.segment.Inactivity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored bytes must stay readable and must not change by accident. */
class GoldenStateTest {

    private static final KeptOrder ORDER =
            new KeptOrder("536365", at("2010-12-01T08:26:00Z"), Money.of("139.12"), 1_234_567);
    private static final OrderPack ORDERS = OrderPack.of(
            List.of(ORDER, new KeptOrder("536370-é", at("2010-11-30T08:45:00.001Z"), Money.of("0.0001"), 1_234_560)));
    private static final KeptRefund REFUND =
            new KeptRefund("C536379", "536365", at("2010-12-02T09:41:00.250Z"), Money.of("27.5001"), 1_234_999);

    @Test
    void shouldReadAndWriteACustomer() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "customer-5.hex");

        // Then
        assertThat(CustomerState.encode(customer(Fading.POSSIBLE))).isEqualTo(golden);
        assertThat(CustomerState.decode(golden)).isEqualTo(customer(Fading.POSSIBLE));
    }

    @Test
    void shouldReadACustomerOfTheFormatBeforeWithoutOrders() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "customer-4.hex");

        // Then
        assertThat(CustomerState.decode(golden))
                .isEqualTo(CustomerWithOrders.withoutOrders(
                        customer(Fading.POSSIBLE).customer()));
    }

    @Test
    void shouldReadAndWriteAPackOfOrders() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "order-pack-1.hex");

        // Then
        assertThat(ORDERS.encode()).isEqualTo(golden);
        assertThat(OrderPack.decode(golden)).isEqualTo(ORDERS);
    }

    /** Whether a FADING alert is possible is in two bits of the second byte, which holds flags. */
    @ParameterizedTest
    @CsvSource({"MISSED, 8", "RAISED, 16"})
    void shouldReadAndWriteWhetherAFadingAlertIsPossible(Fading fading, int flag) {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "customer-5.hex");
        golden[1] |= (byte) flag;

        // Then
        assertThat(CustomerState.encode(customer(fading))).isEqualTo(golden);
        assertThat(CustomerState.decode(golden)).isEqualTo(customer(fading));
    }

    @Test
    void shouldReadAndWriteAnOrder() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "order-1.hex");

        // Then
        assertThat(KeptRowState.encode(ORDER)).isEqualTo(golden);
        assertThat(KeptRowState.decodeOrder("536365", golden)).isEqualTo(ORDER);
    }

    @Test
    void shouldReadAndWriteARefund() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "refund-1.hex");

        // Then
        assertThat(KeptRowState.encode(REFUND)).isEqualTo(golden);
        assertThat(KeptRowState.decodeRefund("C536379", golden)).isEqualTo(REFUND);
    }

    /** Returns a customer with every optional part. */
    private static CustomerWithOrders customer(Fading fading) {
        DayBucket plain = bucket("2024-10-01", 1, 13_912_00, 30_000_000, DayBucket.NONE, 30_000_000);
        DayBucket busy = bucket("2024-10-04", 3, 99_99, 40_000_123, 50_000_000, 60_000_000);
        DayBucket undone = bucket("2024-11-04", 0, 0, DayBucket.NONE, DayBucket.NONE, 70_000_000);
        DayBucket refunds = bucket("2024-12-24", 0, -5_00, DayBucket.NONE, 80_000_000, DayBucket.NONE);
        PurchaseHistory history = new PurchaseHistory(
                at("2021-02-03T04:05:06Z"),
                at("2024-11-04T19:26:40Z"),
                at("2023-09-30T23:59:59.999Z"),
                DayBuckets.of(List.of(plain, busy, undone, refunds)),
                new RowSummary(40, 2, 17, IdHashes.stored(new short[] {1, -2, 30_000})),
                9_876_543);
        Customer customer = new Customer(
                1_000_000,
                new Membership("loyal", at("2024-11-01T00:00:00Z"), 5),
                new Evaluation(12, 77, at("2024-12-24T22:13:20Z")),
                at("2025-01-20T08:20:00Z"),
                new Inactivity("champions", List.of("champions"), fading),
                history);
        return new CustomerWithOrders(customer, ORDERS);
    }

    private static DayBucket bucket(
            String day, int orders, long units, long lastOrder, long lastRefund, long lastPlaced) {
        long start = at(day + "T00:00:00Z");
        return new DayBucket(
                start / DayBucket.DAY_MILLIS,
                orders,
                units,
                lastOrder == DayBucket.NONE ? DayBucket.NONE : start + lastOrder,
                lastRefund == DayBucket.NONE ? DayBucket.NONE : start + lastRefund,
                lastPlaced == DayBucket.NONE ? DayBucket.NONE : start + lastPlaced);
    }

    private static long at(String time) {
        return Timestamps.parse(time);
    }
}
