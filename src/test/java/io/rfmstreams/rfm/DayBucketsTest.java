package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares day buckets with a map. */
class DayBucketsTest {

    private static final long DAY = DayBucket.DAY_MILLIS;
    private static final long FIRST_DAY = 19_000;
    private static final Window WINDOW = Window.ofDays(40);

    @Test
    void shouldBehaveAsAMap() {
        Trials.run(500, random -> {
            // Given
            DayBuckets buckets = DayBuckets.EMPTY;
            Map<Long, DayBucket> plain = new TreeMap<>();
            long day = FIRST_DAY;

            for (int step = 0; step < 60; step++) {
                // When
                day += random.nextInt(3);
                DayBucket bucket = bucket(random, day - (random.nextInt(5) == 0 ? random.nextInt(30) : 0));
                buckets = buckets.with(bucket);
                plain.put(bucket.day(), bucket);
                long now = day * DAY + random.nextInt((int) DAY);
                if (random.nextInt(4) == 0) {
                    buckets = buckets.from(WINDOW.firstDay(now));
                    plain.values().removeIf(each -> WINDOW.dayLeavesAt(each.day()) <= now);
                }

                // Then
                assertThat(buckets.toList()).containsExactlyElementsOf(plain.values());
                assertThat(buckets.orders()).isEqualTo(orders(plain.values()));
                DayBuckets kept = buckets.from(WINDOW.firstDay(now));
                List<DayBucket> counting = plain.values().stream()
                        .filter(each -> counts(each, now))
                        .toList();
                assertThat(kept.frequency(WINDOW, now)).isEqualTo(orders(counting));
                assertThat(kept.total(WINDOW, now).units()).isEqualTo(units(counting));
                assertThat(kept.isAnyCounting(WINDOW, now)).isEqualTo(!counting.isEmpty());
            }
            for (long each = FIRST_DAY - 40; each < day + 2; each++) {
                assertThat(buckets.of(each)).isEqualTo(plain.getOrDefault(each, DayBucket.empty(each)));
            }
        });
    }

    @Test
    void shouldReturnEachExpiry() {
        Trials.run(200, random -> {
            // Given
            List<DayBucket> plain = new ArrayList<>();
            for (long day = FIRST_DAY; plain.size() < 25; day += 1 + random.nextInt(3)) {
                plain.add(bucket(random, day));
            }
            long now = WINDOW.end(FIRST_DAY * DAY) + random.nextInt((int) DAY);

            // When
            Expiries expiries = DayBuckets.of(plain).expiries(WINDOW, now);

            // Then
            List<DayBucket> left = new ArrayList<>(
                    plain.stream().filter(each -> counts(each, now)).toList());
            assertThat(expiries.frequency()).isEqualTo(orders(left));
            while (!left.isEmpty()) {
                assertThat(expiries.hasNext()).isTrue();
                assertThat(expiries.next()).isEqualTo(left.remove(0).leavesAt(WINDOW));
                assertThat(expiries.frequency()).isEqualTo(orders(left));
                assertThat(expiries.units()).isEqualTo(units(left));
            }
            assertThat(expiries.hasNext()).isFalse();
        });
    }

    @Test
    void shouldRejectTotalsAbove64Bits() {
        // Given
        DayBuckets buckets = DayBuckets.of(List.of(DayBucket.empty(1).withOrder(DAY, Long.MAX_VALUE)));

        // Then
        assertThatThrownBy(() -> buckets.with(DayBucket.empty(2).withOrder(2 * DAY, 1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> buckets.with(DayBucket.empty(2).withUnlinkedRefund(2 * DAY, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static boolean counts(DayBucket bucket, long now) {
        return bucket.orders() > 0
                ? !WINDOW.isOver(bucket.lastOrderAt(), now)
                : bucket.lastRefundAt() != DayBucket.NONE && !WINDOW.isOver(bucket.lastRefundAt(), now);
    }

    private static long orders(Iterable<DayBucket> buckets) {
        long orders = 0;
        for (DayBucket bucket : buckets) {
            orders += bucket.orders();
        }
        return orders;
    }

    private static long units(Iterable<DayBucket> buckets) {
        long units = 0;
        for (DayBucket bucket : buckets) {
            units += bucket.units();
        }
        return units;
    }

    /** Returns buckets with and without orders, undone orders and refunds. */
    private static DayBucket bucket(Random random, long day) {
        DayBucket bucket = DayBucket.empty(day);
        for (int orders = random.nextInt(3); orders > 0; orders--) {
            bucket = bucket.withOrder(at(random, day), random.nextInt(10_000));
        }
        if (random.nextInt(4) == 0) {
            bucket = bucket.withUndoneOrder(at(random, day));
        }
        return random.nextInt(4) == 0 ? bucket.withUnlinkedRefund(at(random, day), random.nextInt(100_000)) : bucket;
    }

    private static long at(Random random, long day) {
        return day * DAY + random.nextInt((int) DAY);
    }
}
