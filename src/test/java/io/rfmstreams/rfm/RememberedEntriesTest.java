package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the bytes against a plain list, on both sides of the size from which ids are marked. */
class RememberedEntriesTest {

    @Test
    void shouldBehaveAsAPlainListDoes() {
        Trials.run(1_000, random -> {
            // Given
            RememberedEntries entries = RememberedEntries.EMPTY;
            List<Remembered> plain = new ArrayList<>();
            long at = 1_700_000_000_000L;

            for (int step = 0; step < 60; step++) {
                // When
                if (!plain.isEmpty() && random.nextInt(6) == 0) {
                    int oldest = random.nextInt(Math.min(plain.size(), 8) + 1);
                    entries = entries.without(oldest);
                    plain.subList(0, oldest).clear();
                } else {
                    at += random.nextInt(3) * 500L;
                    Remembered added = entry(random, step, at - (random.nextInt(5) == 0 ? random.nextInt(2_000) : 0));
                    entries = entries.with(added);
                    plain.add(added);
                    plain.sort(Comparator.comparingLong(Remembered::at));
                }

                // Then
                assertThat(entries.toList()).isEqualTo(plain);
                assertThat(entries.size()).isEqualTo(plain.size());
                assertThat(readAgain(entries)).isEqualTo(entries);
            }
            for (int id = 0; id < 60; id++) {
                assertThat(entries.find(Remembered.Order.class, "ö" + id))
                        .isEqualTo(first(plain, Remembered.Order.class, "ö" + id));
                assertThat(entries.find(Remembered.Refund.class, "ö" + id))
                        .isEqualTo(first(plain, Remembered.Refund.class, "ö" + id));
            }
        });
    }

    private static Remembered entry(Random random, int step, long at) {
        String id = "ö" + random.nextInt(60);
        if (random.nextInt(3) == 0) {
            return new Remembered.Refund(id, at, random.nextBoolean());
        }
        long units = step % 7 == 0 ? Money.LARGEST_AMOUNT.units() : random.nextInt(100_000);
        return new Remembered.Order(id, at, new Money(units), random.nextBoolean());
    }

    private static RememberedEntries readAgain(RememberedEntries entries) {
        StateBytes bytes = new StateBytes(16).single(7);
        entries.writeTo(bytes);
        return RememberedEntries.read(new StateBytes.Cursor(bytes.toByteArray(), 1));
    }

    private static <T extends Remembered> Optional<T> first(List<Remembered> plain, Class<T> type, String id) {
        return plain.stream()
                .filter(entry -> type.isInstance(entry) && entry.id().equals(id))
                .map(type::cast)
                .findFirst();
    }
}
