package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PurchaseHistoryTest {

    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    private static final HistoryRules LONG_MEMORY = HistoryRules.of(Window.ofDays(7), Duration.ofDays(30));

    private PurchaseHistory history = PurchaseHistory.EMPTY;
    private long now = Long.MIN_VALUE;

    @Test
    void shouldAddUpOrdersOfTheWindow() {
        // When
        buy("1", "10.5", "2025-01-01T10:00:00Z");
        buy("2", "4.5", "2025-01-01T20:00:00Z");
        buy("3", "1", "2025-03-01T00:00:00Z");

        // Then
        assertThat(rfmAt("2025-03-11T12:00:00Z")).isEqualTo(new Rfm(10, 3, Money.of("16")));
        assertThat(history.buckets().toList()).hasSize(2);
        assertThat(history.orders()).isEqualTo(3);
    }

    @Test
    void shouldDropABucketWholeAtItsLastOrderPlusTheWindow() {
        // Given
        buy("1", "10", "2025-01-01T10:00:00Z");
        buy("2", "5", "2025-01-01T20:00:00Z");

        // Then
        assertThat(rfmAt("2026-01-01T19:59:59.999Z").frequency()).isEqualTo(2);
        assertThat(rfmAt("2026-01-01T20:00:00Z")).isEqualTo(new Rfm(365, 0, Money.ZERO));
    }

    @Test
    void shouldTakeALateOrderWithoutMovingRecencyBack() {
        // Given
        buy("1", "10", "2025-01-20T10:00:00Z");

        // When
        Outcome outcome = buy("0", "7", "2025-01-05T10:00:00Z");

        // Then
        assertThat(outcome).isEqualTo(Outcome.ORDER);
        assertThat(rfmAt("2025-01-21T10:00:00Z")).isEqualTo(new Rfm(1, 2, Money.of("17")));
        assertThat(history.firstPurchaseAt()).isEqualTo(at("2025-01-05T10:00:00Z"));
    }

    @Test
    void shouldCountALateOrderBeyondTheWindowInOrdersOnly() {
        // Given
        history = PurchaseHistory.EMPTY;
        take(new Purchase("1", Money.of("10"), at("2025-01-20T10:00:00Z")), LONG_MEMORY);

        // When
        Taken taken = take(new Purchase("0", Money.of("7"), at("2025-01-05T10:00:00Z")), LONG_MEMORY);

        // Then
        assertThat(taken.outcome()).isEqualTo(Outcome.ORDER);
        assertThat(history.orders()).isEqualTo(2);
        assertThat(history.rfm(LONG_MEMORY.window(), now)).isEqualTo(new Rfm(0, 1, Money.of("10")));
    }

    @Test
    void shouldRefuseWhatCannotBeToldFromADuplicate() {
        // Given
        buy("1", "10", "2025-03-01T00:00:00Z");
        PurchaseHistory before = history;

        // Then
        assertThat(buy("2", "1", "2025-01-29T23:59:59.999Z")).isEqualTo(Outcome.BEYOND_MEMORY);
        assertThat(history).isEqualTo(before);
        assertThat(buy("3", "1", "2025-01-30T00:00:00Z")).isEqualTo(Outcome.ORDER);
        assertThat(buy("3", "1", "2025-01-30T00:00:00Z")).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void shouldTakeWhatIsBeyondTheMemoryWhereConfigured() {
        // Given
        HistoryRules taking =
                new HistoryRules(Window.ofDays(365), Duration.ofDays(30).toMillis(), true);
        take(new Purchase("1", Money.of("10"), at("2025-03-01T00:00:00Z")), taking);

        // When
        Taken taken = take(new Purchase("2", Money.of("1"), at("2025-01-01T00:00:00Z")), taking);

        // Then
        assertThat(taken.outcome()).isEqualTo(Outcome.ORDER);
        assertThat(history.memory().entries()).hasSize(1);
        assertThat(history.memory().forgottenOrderAt()).isEqualTo(at("2025-01-01T00:00:00Z"));
    }

    @Test
    void shouldForgetTheOldestBeyondTheLimit() {
        // Given
        long start = at("2025-01-01T00:00:00Z");
        for (int i = 0; i <= OrderMemory.LIMIT; i++) {
            take(new Purchase("o" + i, Money.of("1"), start + i * 1000L), RULES);
        }

        // Then
        assertThat(history.memory().entries()).hasSize(OrderMemory.LIMIT);
        assertThat(history.memory().forgottenOrderAt()).isEqualTo(start);
        assertThat(take(new Purchase("o0", Money.of("1"), start), RULES).outcome())
                .isEqualTo(Outcome.BEYOND_MEMORY);
        assertThat(take(new Purchase("o1", Money.of("1"), start + 1000), RULES).outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void shouldShrinkAnOrderByAtMostWhatIsLeftOfIt() {
        // Given
        buy("1", "10", "2025-01-01T10:00:00Z");
        buy("2", "20", "2025-01-05T10:00:00Z");

        // When
        giveBack("r1", "2", "5", "2025-01-06T10:00:00Z");
        Taken undone = giveBack("r2", "2", "100", "2025-01-07T10:00:00Z");

        // Then
        assertThat(undone.outcome()).isEqualTo(Outcome.REFUND_LINKED);
        assertThat(undone.excess()).isEqualTo(Money.of("85"));
        assertThat(history.orders()).isEqualTo(1);
        assertThat(history.lastPurchaseAt()).isEqualTo(at("2025-01-01T10:00:00Z"));
        assertThat(rfmAt("2025-01-07T10:00:00Z")).isEqualTo(new Rfm(6, 1, Money.of("10")));
        assertThat(buy("2", "20", "2025-01-05T10:00:00Z")).isEqualTo(Outcome.DUPLICATE);
        assertThat(giveBack("r1", "2", "5", "2025-01-06T10:00:00Z").outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void shouldKeepTheLastPurchaseWhenNoOrderIsLeft() {
        // Given
        buy("1", "10", "2025-01-01T10:00:00Z");

        // When
        giveBack("r", "1", "10", "2025-01-02T10:00:00Z");

        // Then
        assertThat(history.orders()).isZero();
        assertThat(history.buckets().toList()).isEmpty();
        assertThat(rfmAt("2025-01-03T10:00:00Z")).isEqualTo(new Rfm(2, 0, Money.ZERO));
    }

    @Test
    void shouldFallBackToAForgottenOrderExactly() {
        // Given
        buy("1", "10", "2025-01-01T10:00:00Z");
        buy("2", "20", "2025-03-01T10:00:00Z");

        // When
        giveBack("r", "2", "20", "2025-03-02T10:00:00Z");

        // Then
        assertThat(history.lastPurchaseAt()).isEqualTo(at("2025-01-01T10:00:00Z"));
    }

    @Test
    void shouldLetABucketsLastTimeFallBackToItsForgottenOrder() {
        // Given an order that is forgotten while a later one of the same day is not
        buy("1", "10", "2025-01-01T10:00:00Z");
        buy("2", "20", "2025-01-01T20:00:00Z");
        buy("3", "1", "2025-01-31T12:00:00Z");

        // When
        giveBack("r", "2", "20", "2025-01-31T13:00:00Z");

        // Then
        assertThat(history.buckets().toList().get(0).lastAt()).isEqualTo(at("2025-01-01T10:00:00Z"));
        assertThat(rfmAt("2026-01-01T10:00:00Z").frequency()).isEqualTo(1);
    }

    @Test
    void shouldCountAnUnlinkedRefundOnItsOwnDay() {
        // Given
        buy("1", "10", "2025-01-01T10:00:00Z");

        // When
        Taken taken = giveBack("r", "unknown", "25", "2025-01-05T10:00:00Z");

        // Then
        assertThat(taken.outcome()).isEqualTo(Outcome.REFUND_UNLINKED);
        assertThat(rfmAt("2025-01-06T10:00:00Z")).isEqualTo(new Rfm(5, 1, Money.of("-15")));
        assertThat(rfmAt("2026-01-05T09:59:59Z").monetary()).isEqualTo(Money.of("-25"));
        assertThat(rfmAt("2026-01-05T10:00:00Z").monetary()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldKeepARefundOnlyBucketWhenItsOrderIsUndone() {
        // Given
        buy("0", "1", "2024-12-01T10:00:00Z");
        buy("1", "10", "2025-01-05T20:00:00Z");
        giveBack("u", "unknown", "3", "2025-01-05T10:00:00Z");

        // When
        giveBack("r", "1", "10", "2025-01-06T10:00:00Z");

        // Then
        DayBucket bucket = history.buckets().toList().get(1);
        assertThat(bucket.orders()).isZero();
        assertThat(bucket.total()).isEqualTo(Money.of("-3"));
        assertThat(bucket.lastAt()).isEqualTo(at("2025-01-05T10:00:00Z"));
    }

    @Test
    void shouldIgnoreARefundBeforeAnyPurchaseButRememberIt() {
        // When
        Taken first = giveBack("r", "1", "10", "2025-01-01T10:00:00Z");
        buy("1", "10", "2025-01-02T10:00:00Z");
        Taken again = giveBack("r", "1", "10", "2025-01-01T10:00:00Z");

        // Then
        assertThat(first.outcome()).isEqualTo(Outcome.REFUND_IGNORED);
        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(rfmAt("2025-01-02T10:00:00Z")).isEqualTo(new Rfm(0, 1, Money.of("10")));
    }

    @Test
    void shouldChangeOnlyMemoryAndRecencyWhenTheBucketHasExpired() {
        // Given
        take(new Purchase("0", Money.of("5"), at("2025-01-01T10:00:00Z")), LONG_MEMORY);
        take(new Purchase("1", Money.of("7"), at("2025-01-03T10:00:00Z")), LONG_MEMORY);

        // When
        take(new Refund("r", "1", Money.of("7"), at("2025-01-15T10:00:00Z")), LONG_MEMORY);

        // Then
        assertThat(history.lastPurchaseAt()).isEqualTo(at("2025-01-01T10:00:00Z"));
        assertThat(history.rfm(LONG_MEMORY.window(), now)).isEqualTo(new Rfm(14, 0, Money.ZERO));
    }

    @Test
    void shouldRefuseASumBeyondSixtyFourBits() {
        // Given
        Outcome outcome = Outcome.ORDER;
        int taken = 0;

        // When
        while (outcome == Outcome.ORDER) {
            outcome = take(new Purchase("o" + taken, Money.LARGEST_AMOUNT, at("2025-01-01T00:00:00Z") + taken), RULES)
                    .outcome();
            taken++;
        }

        // Then
        assertThat(outcome).isEqualTo(Outcome.OVERFLOW);
        assertThat(history.orders()).isEqualTo(taken - 1L);
        assertThat(taken - 1).isEqualTo((int) (Long.MAX_VALUE / Money.LARGEST_AMOUNT.units()));
    }

    private Outcome buy(String orderId, String amount, String time) {
        return take(new Purchase(orderId, Money.of(amount), at(time)), RULES).outcome();
    }

    private Taken giveBack(String refundId, String orderId, String amount, String time) {
        return take(new Refund(refundId, orderId, Money.of(amount), at(time)), RULES);
    }

    private Taken take(CustomerEvent event, HistoryRules rules) {
        now = Math.max(now, event.occurredAt());
        Taken taken = history.take(event, now, rules);
        history = taken.history();
        return taken;
    }

    private Rfm rfmAt(String time) {
        return history.rfm(RULES.window(), at(time));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
