package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdHashesTest {

    @Test
    void shouldNeverExcludeAStoredId() {
        Trials.run(2_000, IdHashesTest::compareWithIds);
    }

    private static void compareWithIds(Random random) {
        // Given
        List<String> ids = new ArrayList<>();
        IdHashes hashes = IdHashes.EMPTY;
        int size = random.nextInt(2 * IdHashes.MAX_SIZE);

        // When
        for (int i = 0; i < size; i++) {
            ids.add(id(random));
            hashes = hashes.with(ids.get(i));
        }

        // Then
        assertThat(ids).allMatch(hashes::mayHold);
        assertThat(ids).allMatch(IdHashes.of(ids)::mayHold);
        assertThat(hashes.isAny()).isEqualTo(size > IdHashes.MAX_SIZE);
        assertThat(IdHashes.of(ids)).isEqualTo(hashes);
    }

    private static String id(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Integer.toString(random.nextInt(1_000));
            case 1 -> "536" + random.nextInt(1_000) + "-refund";
            default -> new String(Character.toChars(0x4E00 + random.nextInt(0x5000))) + random.nextLong();
        };
    }

    @Test
    void shouldExcludeAlmostEveryOtherId() {
        // Given
        IdHashes ofNumbers = IdHashes.of(numbers(500_000, IdHashes.MAX_SIZE));
        IdHashes ofWords = IdHashes.of(IntStream.range(0, IdHashes.MAX_SIZE)
                .mapToObj(i -> "order-" + i)
                .toList());

        // When
        long wrong = numbers(600_000, 100_000).stream()
                .filter(id -> ofNumbers.mayHold(id) || ofWords.mayHold("order-" + id))
                .count();

        // Then
        assertThat(wrong).isBetween(1L, 100_000L / 100);
    }

    @Test
    void shouldExcludeEveryIdAtFirst() {
        assertThat(IdHashes.EMPTY.mayHold("1")).isFalse();
        assertThat(IdHashes.of(List.of())).isEqualTo(IdHashes.EMPTY);
    }

    @Test
    void shouldStoreNoHashesForACustomerWithTooManyOrders() {
        // Given
        IdHashes most = IdHashes.of(numbers(0, IdHashes.MAX_SIZE));

        // When
        IdHashes more = most.with("next");

        // Then
        assertThat(most.size()).isEqualTo(IdHashes.MAX_SIZE);
        assertThat(most.isAny()).isFalse();
        assertThat(more.isAny()).isTrue();
        assertThat(more.size()).isZero();
        assertThat(more.mayHold("anything")).isTrue();
        assertThat(more.with("another")).isEqualTo(IdHashes.ANY);
    }

    private static List<String> numbers(int from, int size) {
        return IntStream.range(from, from + size).mapToObj(Integer::toString).toList();
    }
}
