package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurchaseHistoryTest {

    private static final HistoryRules YEAR = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    private static final HistoryRules LIFETIME = HistoryRules.of(Window.LIFETIME, Duration.ofDays(30));
    private static final HistoryRules ACCEPTING =
            new HistoryRules(Window.LIFETIME, Duration.ofDays(30).toMillis(), true);

    private TestCustomer customer = new TestCustomer(YEAR);

    @Nested
    class Orders {

        @Test
        void shouldAddUpOrdersOfTheWindow() {
            // When
            buy("1", "10.5", "2025-01-01T10:00:00Z");
            buy("2", "4.5", "2025-01-01T20:00:00Z");
            buy("3", "1", "2025-03-01T00:00:00Z");

            // Then
            assertThat(rfmAt("2025-03-11T12:00:00Z")).isEqualTo(new Rfm(10, 3, Money.of("16")));
            assertThat(customer.history().buckets().size()).isEqualTo(2);
        }

        @Test
        void shouldExpireABucketAsAWholeAtItsLastOrderPlusTheWindow() {
            // When
            buy("1", "10", "2025-01-01T10:00:00Z");
            buy("2", "5", "2025-01-01T20:00:00Z");

            // Then
            assertThat(rfmAt("2026-01-01T19:59:59.999Z").frequency()).isEqualTo(2);
            assertThat(rfmAt("2026-01-01T20:00:00Z")).isEqualTo(new Rfm(365, 0, Money.ZERO));
        }

        @Test
        void shouldAcceptALateOrderWithoutIncreasingRecency() {
            // Given
            buy("1", "10", "2025-01-20T10:00:00Z");

            // When
            Outcome outcome = buy("0", "7", "2024-05-05T10:00:00Z").outcome();

            // Then
            assertThat(outcome).isEqualTo(Outcome.ORDER);
            assertThat(rfmAt("2025-01-21T10:00:00Z")).isEqualTo(new Rfm(1, 2, Money.of("17")));
            assertThat(customer.history().firstPurchaseAt()).isEqualTo(at("2024-05-05T10:00:00Z"));
        }

        @Test
        void shouldAcceptAFreeOrder() {
            // When
            buy("1", "0", "2025-01-01T10:00:00Z");

            // Then
            assertThat(rfmAt("2025-01-02T10:00:00Z")).isEqualTo(new Rfm(1, 1, Money.ZERO));
        }

        @Test
        void shouldCountABucketAgainWhenALaterOrderOfItsDayArrives() {
            // Given
            buy("1", "10", "2025-01-01T08:00:00Z");
            tick("2026-01-01T10:00:00Z");
            assertThat(customer.rfm().frequency()).isZero();

            // When
            buy("2", "5", "2025-01-01T20:00:00Z");

            // Then
            assertThat(customer.rfm()).isEqualTo(new Rfm(364, 2, Money.of("15")));
            assertThat(rfmAt("2026-01-01T20:00:00Z").frequency()).isZero();
        }

        @Test
        void shouldKeepAnOrderOfAnExpiredBucket() {
            // Given
            tick("2026-01-01T10:00:00Z");
            buy("1", "10", "2025-01-01T08:00:00Z");
            assertThat(customer.rfm().frequency()).isZero();

            // When
            Outcome again = buy("1", "10", "2025-01-01T08:00:00Z").outcome();
            buy("2", "5", "2025-01-01T20:00:00Z");

            // Then
            assertThat(again).isEqualTo(Outcome.DUPLICATE);
            assertThat(customer.rfm().frequency()).isEqualTo(2);
        }

        @Test
        void shouldRejectATotalAbove64Bits() {
            // Given
            Outcome outcome = Outcome.ORDER;
            int taken = 0;

            // When
            while (outcome == Outcome.ORDER) {
                long at = at("2025-01-01T00:00:00Z") + taken;
                outcome = customer.outcome(new Purchase("o" + taken, Money.MAX_AMOUNT, at));
                taken++;
            }

            // Then
            assertThat(outcome).isEqualTo(Outcome.OVERFLOW);
            assertThat(customer.rfm().frequency()).isEqualTo(taken - 1L);
            assertThat(customer.rows().size()).isEqualTo(taken - 1);
            assertThat(taken - 1).isEqualTo((int) (Long.MAX_VALUE / Money.MAX_AMOUNT.units()));
        }

        @Test
        void shouldRejectATotalThatWouldExceed64BitsAfterAnotherDayHasExpired() {
            // Given
            int half = (int) (Long.MAX_VALUE / Money.MAX_AMOUNT.units()) / 2 + 10;
            for (int i = 0; i < half; i++) {
                customer.take(new Refund("r" + i, null, Money.MAX_AMOUNT, at("2025-01-02T00:00:00Z") + i));
            }

            // When
            Outcome outcome = Outcome.ORDER;
            for (int i = 0; i < half && outcome == Outcome.ORDER; i++) {
                outcome = customer.outcome(new Purchase("o" + i, Money.MAX_AMOUNT, at("2025-01-01T00:00:00Z") + i));
            }

            // Then
            assertThat(outcome).isEqualTo(Outcome.OVERFLOW);
        }
    }

    @Nested
    class Duplicates {

        @Test
        void shouldDetectADuplicateOrderForTheWholeWindow() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            for (int i = 2; i < 3_000; i++) {
                buy(String.valueOf(i), "1", "2025-06-01T10:00:00Z");
            }
            tick("2025-12-31T23:00:00Z");

            // When
            Outcome outcome = buy("1", "10", "2025-01-01T10:00:00Z").outcome();

            // Then
            assertThat(outcome).isEqualTo(Outcome.DUPLICATE);
            assertThat(customer.rfm().frequency()).isEqualTo(2_999);
        }

        @Test
        void shouldDetectADuplicateWithAnotherAmountOrTime() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            PurchaseHistory before = customer.history();

            // Then
            assertThat(buy("1", "11", "2025-01-01T10:00:00Z").outcome()).isEqualTo(Outcome.CONFLICTING_DUPLICATE);
            assertThat(buy("1", "10", "2025-01-01T10:00:01Z").outcome()).isEqualTo(Outcome.CONFLICTING_DUPLICATE);
            assertThat(buy("1", "10.00", "2025-01-01T10:00:00Z").outcome()).isEqualTo(Outcome.DUPLICATE);
            assertThat(customer.history()).isEqualTo(before);
        }

        @Test
        void shouldOnlyChangeFirstAndLastPurchaseForAnOrderBeforeTheWindow() {
            // Given
            buy("1", "10", "2025-06-01T10:00:00Z");
            tick("2025-07-01T00:00:00Z");

            // When
            HistoryUpdate older = buy("0", "7", "2024-06-30T23:59:59Z");
            PurchaseHistory once = customer.history();
            HistoryUpdate again = buy("0", "7", "2024-06-30T23:59:59Z");

            // Then
            assertThat(older.outcome()).isEqualTo(Outcome.EXPIRED_ON_ARRIVAL);
            assertThat(older.rows().isEmpty()).isTrue();
            assertThat(customer.rfm()).isEqualTo(new Rfm(29, 1, Money.of("10")));
            assertThat(customer.history().firstPurchaseAt()).isEqualTo(at("2024-06-30T23:59:59Z"));
            assertThat(again.outcome()).isEqualTo(Outcome.EXPIRED_ON_ARRIVAL);
            assertThat(again.history()).isSameAs(once);
        }

        @Test
        void shouldRarelyReadRowsForANewOrder() {
            // When
            for (int i = 0; i < IdHashes.MAX_SIZE; i++) {
                buy("o" + i, "10", "2025-01-01T10:00:00Z");
            }
            int readsForNew = customer.rows().reads();
            Outcome again = buy("o7", "10", "2025-01-01T10:00:00Z").outcome();

            // Then
            assertThat(readsForNew).isLessThan(5);
            assertThat(again).isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void shouldReadRowsForEachOrderOfABusyCustomerUntilACleaning() {
            // Given
            for (int i = 0; i <= IdHashes.MAX_SIZE; i++) {
                buy("o" + i, "10", "2025-01-01T10:00:00Z");
            }

            // When
            int reads = customer.rows().reads();
            buy("late", "10", "2025-12-30T10:00:00Z");
            int readsWhileBusy = customer.rows().reads() - reads;
            tick("2026-01-02T00:00:00Z");
            reads = customer.rows().reads();
            buy("new", "10", "2026-01-02T00:00:00Z");

            // Then
            assertThat(readsWhileBusy).isEqualTo(1);
            assertThat(customer.rows().reads()).isEqualTo(reads);
            assertThat(customer.history().rows().orderIds().size()).isEqualTo(2);
            assertThat(buy("late", "10", "2025-12-30T10:00:00Z").outcome()).isEqualTo(Outcome.DUPLICATE);
        }
    }

    @Nested
    class RefundPolicy {

        @Test
        void shouldReduceAnOrderByAtMostWhatIsLeft() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            buy("2", "20", "2025-01-05T10:00:00Z");

            // When
            giveBack("r1", "2", "5", "2025-01-06T10:00:00Z");
            HistoryUpdate undone = giveBack("r2", "2", "100", "2025-01-07T10:00:00Z");

            // Then
            assertThat(undone.outcome()).isEqualTo(Outcome.REFUND_LINKED);
            assertThat(undone.excess()).isEqualTo(Money.of("85"));
            assertThat(customer.history().lastPurchaseAt()).isEqualTo(at("2025-01-01T10:00:00Z"));
            assertThat(rfmAt("2025-01-07T10:00:00Z")).isEqualTo(new Rfm(6, 1, Money.of("10")));
            assertThat(buy("2", "20", "2025-01-05T10:00:00Z").outcome()).isEqualTo(Outcome.DUPLICATE);
            assertThat(giveBack("r1", "2", "5", "2025-01-06T10:00:00Z").outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void shouldCountAllOfARefundOfAnUndoneOrderAsExcess() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            giveBack("r1", "1", "10", "2025-01-02T10:00:00Z");

            // When
            HistoryUpdate more = giveBack("r2", "1", "3", "2025-01-03T10:00:00Z");

            // Then
            assertThat(more.excess()).isEqualTo(Money.of("3"));
            assertThat(customer.rfm()).isEqualTo(new Rfm(2, 0, Money.ZERO));
        }

        @Test
        void shouldUndoAFreeOrder() {
            // Given
            buy("0", "1", "2025-01-01T10:00:00Z");
            buy("1", "0", "2025-01-02T10:00:00Z");

            // When
            giveBack("r", "1", "0", "2025-01-03T10:00:00Z");

            // Then
            assertThat(customer.rfm()).isEqualTo(new Rfm(2, 1, Money.of("1")));
        }

        @Test
        void shouldKeepTheLastPurchaseWhenNoOrderIsLeft() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");

            // When
            giveBack("r", "1", "10", "2025-01-02T10:00:00Z");

            // Then
            assertThat(customer.history().hasPurchased()).isTrue();
            assertThat(rfmAt("2025-01-03T10:00:00Z")).isEqualTo(new Rfm(2, 0, Money.ZERO));
        }

        @Test
        void shouldFallBackToAnOrderThatHasLeftTheWindow() {
            // Given
            buy("1", "10", "2024-01-01T10:00:00Z");
            buy("2", "20", "2025-03-01T10:00:00Z");

            // When
            giveBack("r", "2", "20", "2025-03-02T10:00:00Z");

            // Then
            assertThat(customer.history().lastPurchaseAt()).isEqualTo(at("2024-01-01T10:00:00Z"));
        }

        @Test
        void shouldMoveTheLastTimeOfABucketBack() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            buy("2", "20", "2025-01-01T20:00:00Z");
            buy("3", "30", "2025-01-01T15:00:00Z");
            giveBack("r3", "3", "30", "2025-01-01T21:00:00Z");

            // When
            giveBack("r2", "2", "20", "2025-01-31T13:00:00Z");

            // Then
            assertThat(rfmAt("2026-01-01T09:59:59Z").frequency()).isEqualTo(1);
            assertThat(rfmAt("2026-01-01T10:00:00Z").frequency()).isZero();
        }

        @Test
        void shouldNotApplyRefundsOfAnEarlierOrderWithTheSameId() {
            // Given an undone order that has left the window, and whose id is used again
            buy("1", "10", "2025-01-01T10:00:00Z");
            giveBack("r1", "1", "10", "2025-06-01T10:00:00Z");
            buy("2", "5", "2026-03-01T08:00:00Z");
            buy("1", "20", "2026-03-01T10:00:00Z");
            assertThat(rfmAt("2026-03-01T12:00:00Z")).isEqualTo(new Rfm(0, 2, Money.of("25")));

            // When the other order of its day is undone, and a part of its own amount is given back
            giveBack("r2", "2", "5", "2026-03-02T10:00:00Z");
            giveBack("r3", "1", "12", "2026-03-02T10:00:00Z");

            // Then
            assertThat(rfmAt("2026-03-02T12:00:00Z")).isEqualTo(new Rfm(1, 1, Money.of("8")));
        }

        @Test
        void shouldApplyARefundToAnOrderWhoseIdIsUsedAgainWhicheverArrivesFirst() {
            for (boolean refundFirst : new boolean[] {true, false}) {
                // Given an order that has left the window, and whose row is still stored
                customer = new TestCustomer(YEAR);
                buy("1", "10", "2025-01-01T10:00:00Z");
                giveBack("r1", "1", "4", "2025-01-02T10:00:00Z");
                buy("2", "5", "2025-06-01T10:00:00Z");
                tick("2026-03-01T00:00:00Z");

                // When
                if (refundFirst) {
                    giveBack("r2", "1", "12", "2026-03-02T10:00:00Z");
                    buy("1", "20", "2026-03-02T10:00:00Z");
                } else {
                    buy("1", "20", "2026-03-02T10:00:00Z");
                    giveBack("r2", "1", "12", "2026-03-02T10:00:00Z");
                }
                buy("3", "1", "2026-03-03T10:00:00Z");

                // Then
                assertThat(rfmAt("2026-03-03T12:00:00Z")).isEqualTo(new Rfm(0, 3, Money.of("14")));
            }
        }

        @Test
        void shouldUndoAnOrderAfterACrashThatLostTheDeletionOfEarlierRefunds() {
            // Given an undone order, another one with its id, and a refund of the earlier one that a crash has restored
            buy("1", "10", "2025-01-01T10:00:00Z");
            giveBack("r1", "1", "10", "2025-06-01T10:00:00Z");
            TestRows before = new TestRows(customer.rows());
            buy("2", "5", "2026-03-01T08:00:00Z");
            buy("1", "3", "2026-03-01T07:00:00Z");
            customer.rows().apply(RowChanges.put(Objects.requireNonNull(before.refund("r1"))));

            // When
            giveBack("r2", "2", "5", "2026-03-02T10:00:00Z");

            // Then
            assertThat(rfmAt("2026-03-02T12:00:00Z")).isEqualTo(new Rfm(1, 1, Money.of("3")));
        }

        @Test
        void shouldKeepTheTimeOfAnExpiredOrderWhoseIdIsUsedAgainInALifetimeWindow() {
            // Given
            customer = new TestCustomer(LIFETIME);
            buy("0", "5", "2025-01-01T10:00:00Z");
            buy("1", "10", "2025-02-01T10:00:00Z");

            // When the new order with its id is undone
            buy("1", "20", "2025-06-01T10:00:00Z");
            giveBack("r", "1", "20", "2025-06-02T10:00:00Z");

            // Then
            assertThat(customer.history().lastPurchaseAt()).isEqualTo(at("2025-02-01T10:00:00Z"));
        }

        @Test
        void shouldKeepARefundPendingUntilItsOrderArrives() {
            // Given
            buy("0", "1", "2024-12-31T10:00:00Z");

            // When
            HistoryUpdate early = giveBack("r1", "1", "4", "2025-01-03T10:00:00Z");
            HistoryUpdate more = giveBack("r2", "1", "9", "2025-01-04T10:00:00Z");
            Rfm before = customer.rfm();
            HistoryUpdate order = buy("1", "10", "2025-01-01T10:00:00Z");

            // Then
            assertThat(early.outcome()).isEqualTo(Outcome.REFUND_PENDING);
            assertThat(more.outcome()).isEqualTo(Outcome.REFUND_PENDING);
            assertThat(before).isEqualTo(new Rfm(4, 1, Money.of("1")));
            assertThat(order.outcome()).isEqualTo(Outcome.ORDER);
            assertThat(order.lateLinks()).isEqualTo(2);
            assertThat(order.excess()).isEqualTo(Money.of("3"));
            assertThat(customer.rfm()).isEqualTo(new Rfm(4, 1, Money.of("1")));
            assertThat(customer.history().rows().pendingRefunds()).isZero();
            assertThat(giveBack("r1", "1", "4", "2025-01-03T10:00:00Z").outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void shouldKeepARefundPendingBeforeAnyPurchase() {
            // When
            HistoryUpdate first = giveBack("r", "1", "4", "2025-01-01T10:00:00Z");
            boolean hasPurchased = customer.history().hasPurchased();
            buy("1", "10", "2025-01-01T09:00:00Z");

            // Then
            assertThat(first.outcome()).isEqualTo(Outcome.REFUND_PENDING);
            assertThat(hasPurchased).isFalse();
            assertThat(customer.rfm()).isEqualTo(new Rfm(0, 1, Money.of("6")));
        }

        @Test
        void shouldIgnoreARefundThatHasLeftTheWindow() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            tick("2026-03-01T00:00:00Z");

            // When
            HistoryUpdate taken = giveBack("r", "1", "10", "2025-01-02T10:00:00Z");

            // Then
            assertThat(taken.outcome()).isEqualTo(Outcome.REFUND_IGNORED);
            assertThat(taken.rows().isEmpty()).isTrue();
        }

        @Test
        void shouldCountAnUnlinkedRefundOnItsOwnDay() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");

            // When
            HistoryUpdate taken = giveBack("r", null, "25", "2025-01-05T10:00:00Z");

            // Then
            assertThat(taken.outcome()).isEqualTo(Outcome.REFUND_UNLINKED);
            assertThat(rfmAt("2025-01-06T10:00:00Z")).isEqualTo(new Rfm(5, 1, Money.of("-15")));
            assertThat(rfmAt("2026-01-05T09:59:59Z").monetary()).isEqualTo(Money.of("-25"));
            assertThat(rfmAt("2026-01-05T10:00:00Z").monetary()).isEqualTo(Money.ZERO);
            assertThat(giveBack("r", null, "25", "2025-01-05T10:00:00Z").outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void shouldShowAnUnlinkedRefundOnceTheCustomerBuys() {
            // Given
            giveBack("r", null, "25", "2025-01-05T10:00:00Z");
            boolean hasPurchased = customer.history().hasPurchased();

            // When
            buy("1", "10", "2025-01-06T10:00:00Z");

            // Then
            assertThat(hasPurchased).isFalse();
            assertThat(customer.rfm()).isEqualTo(new Rfm(0, 1, Money.of("-15")));
        }

        @Test
        void shouldKeepARefundOnlyBucketWhenItsOrderIsUndone() {
            // Given
            buy("1", "10", "2025-01-05T20:00:00Z");
            giveBack("u", null, "3", "2025-01-05T10:00:00Z");

            // When
            giveBack("r", "1", "10", "2025-01-06T10:00:00Z");

            // Then
            assertThat(rfmAt("2026-01-05T09:59:59Z").monetary()).isEqualTo(Money.of("-3"));
            assertThat(rfmAt("2026-01-05T10:00:00Z").monetary()).isEqualTo(Money.ZERO);
        }
    }

    @Nested
    class OverALifetime {

        @Test
        void shouldRejectAnOrderOlderThanTheRetention() {
            // Given
            customer = new TestCustomer(LIFETIME);
            buy("1", "10", "2025-03-01T00:00:00Z");
            PurchaseHistory before = customer.history();

            // Then
            assertThat(buy("2", "1", "2025-01-29T23:59:59.999Z").outcome()).isEqualTo(Outcome.TOO_LATE);
            assertThat(giveBack("r", null, "1", "2025-01-29T23:59:59.999Z").outcome())
                    .isEqualTo(Outcome.TOO_LATE);
            assertThat(customer.history()).isEqualTo(before);
            assertThat(buy("3", "1", "2025-01-30T00:00:00Z").outcome()).isEqualTo(Outcome.ORDER);
            assertThat(buy("3", "1", "2025-01-30T00:00:00Z").outcome()).isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void shouldAcceptAnOrderOlderThanTheRetentionIfConfigured() {
            // Given
            customer = new TestCustomer(ACCEPTING);
            buy("1", "10", "2025-03-01T00:00:00Z");

            // When
            HistoryUpdate taken = buy("2", "1", "2025-01-01T00:00:00Z");
            giveBack("r", null, "3", "2025-01-01T00:00:00Z");

            // Then
            assertThat(taken.outcome()).isEqualTo(Outcome.ORDER);
            assertThat(taken.rows().isEmpty()).isTrue();
            assertThat(customer.rfm()).isEqualTo(new Rfm(0, 2, Money.of("8")));
        }

        @Test
        void shouldFallBackToAnOrderWithoutARow() {
            // Given
            customer = new TestCustomer(LIFETIME);
            buy("1", "10", "2025-01-01T00:00:00Z");
            buy("2", "10", "2025-06-01T00:00:00Z");
            customer.clean();

            // When
            giveBack("r", "2", "10", "2025-06-02T00:00:00Z");

            // Then
            assertThat(customer.rows().order("1")).isNull();
            assertThat(customer.history().lastPurchaseAt()).isEqualTo(at("2025-01-01T00:00:00Z"));
            assertThat(customer.rfm().frequency()).isEqualTo(1);
        }

        @Test
        void shouldDeleteRowsWhenTheLastOneHasExpired() {
            // Given
            customer = new TestCustomer(LIFETIME);
            buy("1", "10", "2025-01-01T00:00:00Z");
            giveBack("r", null, "3", "2025-01-05T00:00:00Z");
            long expiry = customer.history().rowsExpireAt(customer.now(), LIFETIME);

            // When
            customer.pass(expiry - 1);
            int justBefore = customer.rows().size();
            customer.pass(expiry);

            // Then
            assertThat(justBefore).isEqualTo(2);
            assertThat(customer.rows().size()).isZero();
            assertThat(expiry).isEqualTo(at("2025-02-04T00:00:00.001Z"));
            assertThat(customer.rfm()).isEqualTo(new Rfm(34, 1, Money.of("7")));
        }
    }

    @Nested
    class Rows {

        @Test
        void shouldDeleteAllRowsWhenTheLastDayHasLeftTheWindow() {
            // Given
            buy("1", "10", "2025-01-01T10:00:00Z");
            giveBack("r", "1", "4", "2025-01-09T10:00:00Z");
            tick("2026-01-01T10:00:00Z");
            long expiry = customer.history().rowsExpireAt(customer.now(), YEAR);

            // When
            customer.pass(expiry - 1);
            int justBefore = customer.rows().size();
            customer.pass(expiry);

            // Then
            assertThat(expiry).isEqualTo(at("2026-01-02T00:00:00Z"));
            assertThat(justBefore).isEqualTo(2);
            assertThat(customer.rows().size()).isZero();
            assertThat(customer.history().rows()).isEqualTo(RowSummary.NONE);
        }

        @Test
        void shouldKeepAPendingRefundForOneWindow() {
            // Given
            giveBack("r", "1", "4", "2025-01-09T10:00:00Z");
            long expiry = customer.history().allRowsExpireAt(customer.now(), YEAR);

            // When
            customer.pass(expiry - 1);
            boolean forgettableBefore = customer.history().isForgettable();
            customer.pass(expiry);

            // Then
            assertThat(expiry).isEqualTo(at("2026-01-10T00:00:00Z"));
            assertThat(forgettableBefore).isFalse();
            assertThat(customer.history().isForgettable()).isTrue();
            assertThat(customer.rows().size()).isZero();
        }

        @Test
        void shouldReadAllRowsRarely() {
            // Given
            long start = at("2020-01-01T00:00:00Z");
            int most = 0;

            // When
            for (int i = 0; i < 5_000; i++) {
                customer.take(new Purchase(
                        "o" + i, Money.of("1"), start + i * Duration.ofHours(6).toMillis()));
                most = Math.max(most, customer.rows().size());
            }

            // Then
            int kept = 4 * 366;
            assertThat(customer.rows().scannedRows()).isLessThan(5_000 * 6);
            assertThat(most).isLessThan(kept + kept / 4 + 20);
            assertThat(customer.rfm().frequency()).isEqualTo(4 * 365);
        }

        @Test
        void shouldDetectADuplicateOfAnOrderWhoseRowWasLostInACrash() {
            // Given
            Purchase purchase = new Purchase("1", Money.of("10"), at("2025-01-01T10:00:00Z"));
            customer.take(purchase);
            customer.restore(customer.history(), new TestRows(), 0, customer.now());
            customer.clean();

            // When
            Outcome readAgain = customer.outcome(purchase);
            Outcome repeat = customer.outcome(purchase);

            // Then
            assertThat(readAgain).isEqualTo(Outcome.REPROCESSED);
            assertThat(repeat).isEqualTo(Outcome.DUPLICATE);
            assertThat(customer.rfm().frequency()).isEqualTo(1);
        }

        @Test
        void shouldRestoreAMissingRowOfAReprocessedEvent() {
            // Given
            Purchase purchase = new Purchase("1", Money.of("10"), at("2025-01-01T10:00:00Z"));
            Refund refund = new Refund("r", "1", Money.of("4"), at("2025-01-02T10:00:00Z"));
            customer.take(purchase);
            customer.take(refund);
            PurchaseHistory history = customer.history();
            customer.restore(history, new TestRows(), 0, customer.now());

            // When
            HistoryUpdate orderAgain = customer.take(purchase);
            HistoryUpdate refundAgain = customer.take(refund);

            // Then
            assertThat(orderAgain.outcome()).isEqualTo(Outcome.REPROCESSED);
            assertThat(refundAgain.outcome()).isEqualTo(Outcome.REPROCESSED);
            assertThat(orderAgain.history()).isSameAs(history);
            assertThat(customer.rfm()).isEqualTo(history.rfm(YEAR.window(), customer.now()));
            assertThat(customer.rows().order("1"))
                    .isEqualTo(new KeptOrder("1", purchase.occurredAt(), purchase.amount(), 0));
            assertThat(customer.rows().refund("r"))
                    .isEqualTo(new KeptRefund("r", "1", refund.occurredAt(), refund.amount(), 1));
        }
    }

    private HistoryUpdate buy(String orderId, String amount, String time) {
        return customer.take(new Purchase(orderId, Money.of(amount), at(time)));
    }

    private HistoryUpdate giveBack(String refundId, @Nullable String orderId, String amount, String time) {
        return customer.take(new Refund(refundId, orderId, Money.of(amount), at(time)));
    }

    private void tick(String time) {
        customer.pass(at(time));
    }

    private Rfm rfmAt(String time) {
        return customer.history().rfm(YEAR.window(), at(time));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
