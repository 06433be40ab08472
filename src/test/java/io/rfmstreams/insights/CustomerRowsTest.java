package io.rfmstreams.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.NextChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CustomerRowsTest {

    @Test
    void shouldHoldWhatAMapHoldsAfterRandomBatches() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        Map<String, CustomerRow> expected = new HashMap<>();
        CustomerRows rows = CustomerRows.EMPTY;

        for (int batch = 0; batch < 60; batch++) {
            Map<String, Optional<CustomerRow>> changes = new HashMap<>();
            for (int i = random.nextInt(500); i >= 0; i--) {
                String id = String.valueOf(random.nextInt(20_000));
                changes.put(id, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(row(id, random.nextLong())));
            }
            changes.forEach((id, row) -> row.ifPresentOrElse(one -> expected.put(id, one), () -> expected.remove(id)));

            // When
            rows = rows.with(changes);

            // Then
            Map<String, CustomerRow> all = new HashMap<>();
            rows.forEach(row -> assertThat(all.put(row.id(), row)).isNull());
            assertThat(all.equals(expected)).isTrue();
            assertThat(rows.size()).isEqualTo(expected.size());
            for (String id : changes.keySet()) {
                assertThat(rows.find(id)).isEqualTo(expected.get(id));
            }
        }
    }

    @Test
    void shouldLeaveTheEarlierRowsAsTheyAre() {
        // Given
        CustomerRows before = CustomerRows.EMPTY.with(
                Map.of("a", Optional.of(row("a", 1)), "b", Optional.of(row("b", 1)), "c", Optional.of(row("c", 1))));

        // When
        CustomerRows after = before.with(
                Map.of("a", Optional.of(row("a", 2)), "b", Optional.empty(), "d", Optional.of(row("d", 2))));

        // Then
        assertThat(before.size()).isEqualTo(3);
        assertThat(before.find("a")).isEqualTo(row("a", 1));
        assertThat(before.find("b")).isEqualTo(row("b", 1));
        assertThat(before.find("d")).isNull();
        assertThat(after.size()).isEqualTo(3);
        assertThat(after.find("a")).isEqualTo(row("a", 2));
        assertThat(after.find("b")).isNull();
        assertThat(after.find("c")).isEqualTo(row("c", 1));
    }

    @Test
    void shouldKeepIdsWithTheSameHashApart() {
        // Given
        Map<String, Optional<CustomerRow>> equal =
                Map.of("AaAa", Optional.of(row("AaAa", 1)), "BBBB", Optional.of(row("BBBB", 2)));

        // When
        CustomerRows rows = CustomerRows.EMPTY.with(equal);

        // Then
        assertThat(CustomerRows.hash("AaAa")).isEqualTo(CustomerRows.hash("BBBB"));
        assertThat(rows.find("AaAa")).isEqualTo(row("AaAa", 1));
        assertThat(rows.find("BBBB")).isEqualTo(row("BBBB", 2));
        assertThat(rows.find("AaBB")).isNull();
    }

    @Test
    void shouldVisitRowsInTheOrderOfTheHashByBucket() {
        // Given
        Map<String, Optional<CustomerRow>> many = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("c" + i, Optional.of(row("c" + i, i)));
        }

        // When
        List<Integer> hashes = new ArrayList<>();
        CustomerRows.EMPTY.with(many).forEach(row -> hashes.add(CustomerRows.hash(row.id()) >>> 24));

        // Then
        assertThat(hashes).isSorted().contains(0, 127, 128, 255);
    }

    @Test
    void shouldShareTheTextsOfSegmentIds() {
        // Given
        String segment = String.join("-", "at", "risk");

        // When
        CustomerRow row = new CustomerRow("a", segment, 0, 1, 1, 0, 0, 1, null, 0);
        CustomerRow leaving = new CustomerRow("b", "champions", 0, 1, 1, 0, 0, 1, new NextChange(segment, 1), 0);

        // Then
        assertThat(row.segment()).isSameAs("at-risk");
        assertThat(leaving.next()).extracting(NextChange::segment).isSameAs("at-risk");
    }

    private static CustomerRow row(String id, long units) {
        return new CustomerRow(id, "champions", 1, 2, units, 3, 4, 1, null, 5);
    }
}
