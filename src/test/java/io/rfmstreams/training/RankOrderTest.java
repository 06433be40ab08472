package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankOrderTest {

    @Test
    void shouldRankNumbersOfEverySizeAsAStableSortDoes() {
        // Given every magnitude, each number twice
        Random random = new Random(1);
        long[] numbers =
                random.longs(2_000).map(any -> any >>> (1 + random.nextInt(63))).toArray();
        System.arraycopy(numbers, 0, numbers, 1_000, 1_000);
        numbers[5] = Long.MAX_VALUE;

        // When
        int[] ranked = RankOrder.ascending(numbers.length, customer -> numbers[customer]);

        // Then
        assertThat(ranked)
                .containsExactly(IntStream.range(0, numbers.length)
                        .boxed()
                        .sorted(Comparator.comparingLong(customer -> numbers[customer]))
                        .mapToInt(Integer::intValue)
                        .toArray());
    }
}
