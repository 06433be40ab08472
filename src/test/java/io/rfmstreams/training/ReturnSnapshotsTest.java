package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnSnapshotsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long AS_OF = 20_000 * DAY;
    private static final long HORIZON = 90 * DAY;
    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(365));

    @Test
    void shouldTakeSnapshotsAThirdOfTheHorizonApart() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("1", 400, 10)));

        // Then
        assertThat(daysAgo(snapshots)).containsExactly(90L, 120L, 150L, 180L, 210L, 240L);
    }

    @ParameterizedTest
    @ValueSource(longs = {179, 180, 209, 210, 329, 330})
    void shouldTakeSnapshotsAsFarAsTheHistoryReachesBack(long firstOrder) {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("1", 10, 10)));
        snapshots.add(List.of(order("1", firstOrder, 10)));

        // Then
        assertThat(snapshots.toList()).hasSize((int) Math.min(6, Math.max(0, (firstOrder - 150) / 30)));
        assertThat(snapshots.toList()).allSatisfy(snapshot -> assertThat(AS_OF - firstOrder * DAY)
                .isLessThanOrEqualTo(snapshot.at() - HORIZON));
    }

    @Test
    void shouldHaveNoSnapshotsWithoutCustomers() {
        assertThat(snapshots(RULES).toList()).isEmpty();
    }

    @Test
    void shouldTakeTheFeaturesAtTheTimeOfTheSnapshot() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("1", 456, 1), order("2", 300, 20), order("3", 100, 30), order("4", 89, 50)));

        // Then
        ReturnRows rows = snapshots.toList().get(0).rows();
        assertThat(rows.size()).isEqualTo(1);
        assertThat(features(rows, 0)).containsExactly(new double[] {10, 2, 50}, within(1e-9));
        assertThat(rows.hasReturned(0)).isTrue();
        assertThat(features(snapshots.toList().get(1).rows(), 0))
                .containsExactly(new double[] {180, 2, 21}, within(1e-9));
    }

    @Test
    void shouldLeaveOutCustomersWithoutAnOrderInTheWindow() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("1", 455, 10), order("2", 30, 10)));

        // Then
        assertThat(snapshots.toList().get(0).rows().size()).isZero();
        assertThat(snapshots.toList().get(1).rows().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 89})
    void shouldSeeAnOrderWithinTheHorizon(long daysAgo) {
        assertThat(hasReturned(List.of(order("1", 400, 10), order("2", 90, 10), order("3", daysAgo, 10))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 90, 91})
    void shouldNotSeeAnOrderBeyondTheHorizon(long daysAgo) {
        assertThat(hasReturned(List.of(order("1", 400, 10), order("2", 90, 10), order("3", daysAgo, 10))))
                .isFalse();
    }

    @Test
    void shouldNotSeeAnOrderThatIsUndone() {
        // Given
        List<CustomerEvent> undone = List.of(order("1", 100, 10), order("2", 50, 10), refund("r", "2", 20, 10));
        List<CustomerEvent> reduced = List.of(order("1", 100, 10), order("2", 50, 10), refund("r", "2", 20, 9));

        // When
        boolean undoneHasReturned = hasReturned(undone);
        boolean reducedHasReturned = hasReturned(reduced);

        // Then
        assertThat(undoneHasReturned).isFalse();
        assertThat(reducedHasReturned).isTrue();
    }

    @Test
    void shouldIgnoreARefundAfterTheHorizon() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("0", 400, 1), order("1", 160, 10), order("2", 130, 10), refund("r", "2", 20, 10)));

        // Then
        ReturnSnapshot atDay150 = snapshots.toList().get(2);
        assertThat(atDay150.at()).isEqualTo(AS_OF - 150 * DAY);
        assertThat(atDay150.rows().hasReturned(0)).isTrue();
    }

    @Test
    void shouldNotKnowARefundBeforeItsDate() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(
                List.of(order("0", 400, 1), order("1", 100, 10), refund("r", null, 95, 4), refund("s", "1", 80, 3)));

        // Then
        assertThat(features(snapshots.toList().get(0).rows(), 0)[2]).isCloseTo(7, within(1e-9));
    }

    @Test
    void shouldCountTheFirstOfTwoOrdersWithTheSameId() {
        // Given
        ReturnSnapshots snapshots = snapshots(RULES);

        // When
        snapshots.add(List.of(order("0", 400, 1), order("1", 80, 10), order("1", 100, 20)));

        // Then
        ReturnRows rows = snapshots.toList().get(0).rows();
        assertThat(features(rows, 0)).containsExactly(new double[] {310, 1, 1}, within(1e-9));
        assertThat(rows.hasReturned(0)).isTrue();
    }

    @Test
    void shouldNotDependOnTheOrderOfArrival() {
        Trials.run(3_000, random -> {
            // Given
            List<CustomerEvent> events = randomEvents(random);
            List<CustomerEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            shuffled.addAll(shuffled.subList(0, random.nextInt(shuffled.size())));

            // When
            ReturnSnapshots sorted = snapshots(RULES);
            sorted.add(events);
            ReturnSnapshots late = snapshots(RULES);
            late.add(shuffled);

            // Then
            assertThat(text(late)).isEqualTo(text(sorted));
        });
    }

    @Test
    void shouldCountOldOrdersWithALifetimeWindow() {
        // Given
        ReturnSnapshots snapshots = snapshots(HistoryRules.of(Window.LIFETIME, Duration.ofDays(30)));

        // When
        snapshots.add(List.of(order("1", 900, 10), order("2", 500, 20), order("3", 60, 30), order("4", 5, 40)));

        // Then
        ReturnRows rows = snapshots.toList().get(0).rows();
        assertThat(features(rows, 0)).containsExactly(new double[] {410, 2, 30}, within(1e-9));
        assertThat(rows.hasReturned(0)).isTrue();
    }

    @Test
    void shouldSeeReturnsWithAHorizonLongerThanTheWindow() {
        // Given
        ReturnSnapshots snapshots = snapshots(HistoryRules.of(Window.ofDays(30), Duration.ofDays(30)));

        // When
        snapshots.add(List.of(order("0", 400, 10), order("1", 100, 10), order("2", 80, 20)));

        // Then
        assertThat(snapshots.toList().get(0).rows().hasReturned(0)).isTrue();
    }

    @Test
    void shouldRejectAHorizonThatIsNotAboveZero() {
        assertThatThrownBy(() -> new ReturnSnapshots(AS_OF, 0, RULES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("horizon must be longer than 0, not 0 ms");
    }

    private static boolean hasReturned(List<CustomerEvent> events) {
        ReturnSnapshots snapshots = snapshots(RULES);
        snapshots.add(List.of(order("1", 400, 10)));
        snapshots.add(events);
        ReturnRows rows = snapshots.toList().get(0).rows();
        return rows.hasReturned(rows.size() - 1);
    }

    private static ReturnSnapshots snapshots(HistoryRules rules) {
        return new ReturnSnapshots(AS_OF, HORIZON, rules);
    }

    private static Purchase order(String id, long daysAgo, int amount) {
        return new Purchase(id, new Money(amount * 10_000L), AS_OF - daysAgo * DAY);
    }

    private static Refund refund(String id, @Nullable String orderId, long daysAgo, int amount) {
        return new Refund(id, orderId, new Money(amount * 10_000L), AS_OF - daysAgo * DAY);
    }

    /** Returns orders and later refunds of them, by date. */
    private static List<CustomerEvent> randomEvents(Random random) {
        List<CustomerEvent> events = new ArrayList<>();
        events.add(order("first", 400, 5));
        int orders = 1 + random.nextInt(12);
        for (int i = 0; i < orders; i++) {
            long daysAgo = random.nextInt(380);
            events.add(order("o" + i, daysAgo, 10 + i));
            if (random.nextInt(3) == 0) {
                long refundedAgo = random.nextInt((int) daysAgo + 1);
                events.add(refund("r" + i, random.nextInt(4) == 0 ? null : "o" + i, refundedAgo, random.nextInt(30)));
            }
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        return events;
    }

    private static List<Long> daysAgo(ReturnSnapshots snapshots) {
        return snapshots.toList().stream()
                .map(snapshot -> (AS_OF - snapshot.at()) / DAY)
                .toList();
    }

    private static List<String> text(ReturnSnapshots snapshots) {
        List<String> text = new ArrayList<>();
        for (ReturnSnapshot snapshot : snapshots.toList()) {
            for (int row = 0; row < snapshot.rows().size(); row++) {
                double[] features = features(snapshot.rows(), row);
                text.add(snapshot.at() + " " + List.of(features[0], features[1], features[2]) + " "
                        + snapshot.rows().hasReturned(row));
            }
        }
        return text;
    }

    private static double[] features(ReturnRows rows, int row) {
        return new double[] {
            Math.expm1(rows.feature(row, 0)), Math.expm1(rows.feature(row, 1)), Math.expm1(rows.feature(row, 2))
        };
    }
}
