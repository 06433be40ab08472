package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the bytes against a plain map, on both sides of the size from which totals stand in state. */
class DayBucketsTest {

    private static final long FIRST_DAY = 19_000;

    @Test
    void shouldBehaveAsAPlainMapDoes() {
        Trials.run(1_000, random -> {
            // Given
            Window window = Window.ofDays(40);
            DayBuckets buckets = DayBuckets.EMPTY;
            Map<Long, DayBucket> plain = new TreeMap<>();
            long day = FIRST_DAY;

            for (int step = 0; step < 60; step++) {
                // When
                day += random.nextInt(3);
                DayBucket bucket = bucket(random, day - (random.nextInt(5) == 0 ? random.nextInt(30) : 0));
                switch (random.nextInt(8)) {
                    case 0 -> {
                        long now = day * DayBucket.DAY_MILLIS + random.nextInt(86_400_000);
                        buckets = buckets.inWindow(window, now);
                        plain.values().removeIf(each -> window.isOver(each.lastAt(), now));
                    }
                    case 1 -> {
                        DayBucket gone = plain.getOrDefault(bucket.day(), bucket);
                        buckets = buckets.without(gone);
                        plain.remove(gone.day());
                    }
                    default -> {
                        buckets = buckets.with(bucket);
                        plain.put(bucket.day(), bucket);
                    }
                }

                // Then
                assertThat(buckets.toList()).containsExactlyElementsOf(plain.values());
                assertThat(buckets.size()).isEqualTo(plain.size());
                assertThat(buckets.frequency())
                        .isEqualTo(plain.values().stream()
                                .mapToLong(DayBucket::orders)
                                .sum());
                assertThat(buckets.total().units())
                        .isEqualTo(plain.values().stream()
                                .mapToLong(each -> each.total().units())
                                .sum());
                assertThat(readAgain(buckets)).isEqualTo(buckets);
                assertThat(readAgain(buckets).total()).isEqualTo(buckets.total());
            }
            for (long each = FIRST_DAY - 40; each < day + 2; each++) {
                assertThat(buckets.find(each)).isEqualTo(Optional.ofNullable(plain.get(each)));
            }
        });
    }

    @Test
    void shouldLeaveOneAfterTheOther() {
        Trials.run(200, random -> {
            // Given
            List<DayBucket> plain = new ArrayList<>();
            for (long day = FIRST_DAY; plain.size() < 25; day += 1 + random.nextInt(3)) {
                plain.add(bucket(random, day));
            }

            // When
            Expiries expiries = DayBuckets.of(plain).expiries();

            // Then
            for (int gone = 1; gone <= plain.size(); gone++) {
                assertThat(expiries.hasNext()).isTrue();
                assertThat(expiries.next()).isEqualTo(plain.get(gone - 1).lastAt());
                DayBuckets rest = DayBuckets.of(plain.subList(gone, plain.size()));
                assertThat(expiries.frequency()).isEqualTo(rest.frequency());
                assertThat(expiries.units()).isEqualTo(rest.total().units());
            }
            assertThat(expiries.hasNext()).isFalse();
        });
    }

    @Test
    void shouldRefuseASumBeyond64Bits() {
        // Given
        DayBuckets buckets = DayBuckets.of(List.of(new DayBucket(1, 1, new Money(Long.MAX_VALUE), 86_400_000)));

        // When / Then
        assertThatThrownBy(() -> buckets.with(new DayBucket(2, 1, new Money(1), 2 * 86_400_000)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static DayBucket bucket(Random random, long day) {
        long time = random.nextBoolean() ? random.nextInt(86_400) * 1_000L : random.nextInt(86_400_000);
        long units = random.nextBoolean() ? random.nextInt(10_000) * 100L : random.nextInt(100_000) - 50_000;
        return new DayBucket(day, random.nextInt(3), new Money(units), day * DayBucket.DAY_MILLIS + time);
    }

    private static DayBuckets readAgain(DayBuckets buckets) {
        StateBytes bytes = new StateBytes(16).single(7);
        buckets.writeTo(bytes);
        bytes.single(9);
        StateBytes.Cursor state = new StateBytes.Cursor(bytes.toByteArray(), 1);
        DayBuckets read = DayBuckets.read(state);
        assertThat(state.single()).isEqualTo(9);
        return read;
    }
}
