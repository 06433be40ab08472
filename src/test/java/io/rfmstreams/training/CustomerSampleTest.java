package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerSampleTest {

    private static final List<String> CUSTOMERS =
            IntStream.range(0, 20_000).mapToObj(i -> "customer-" + i).toList();

    @Test
    void shouldTakeAboutAsManyCustomersAsRequested() {
        // Given
        CustomerSample sample = CustomerSample.of(42, 5_000, CUSTOMERS.size());

        // When
        long taken = taken(sample);

        // Then
        assertThat(taken).isBetween(4_800L, 5_200L);
        assertThat(taken(sample.half())).isBetween(2_350L, 2_650L);
        assertThat(CUSTOMERS).filteredOn(sample.half()::contains).allMatch(sample::contains);
    }

    @Test
    void shouldTakeAllCustomersIfThereAreNoMore() {
        assertThat(taken(CustomerSample.of(42, 20_000, CUSTOMERS.size()))).isEqualTo(20_000);
        assertThat(taken(CustomerSample.of(42, 20_001, CUSTOMERS.size()))).isEqualTo(20_000);
        assertThat(taken(CustomerSample.of(42, 0, CUSTOMERS.size()))).isZero();
    }

    @Test
    void shouldTakeOtherCustomersWithAnotherSeed() {
        // Given
        CustomerSample first = CustomerSample.of(42, 5_000, CUSTOMERS.size());
        CustomerSample second = CustomerSample.of(43, 5_000, CUSTOMERS.size());

        // When
        long inBoth = CUSTOMERS.stream()
                .filter(id -> first.contains(id) && second.contains(id))
                .count();

        // Then
        assertThat(inBoth).isBetween(1_100L, 1_400L);
    }

    @Test
    void shouldHashEqualIdsEqually() {
        // Given
        CustomerSample sample = CustomerSample.of(42, 5_000, 20_000);

        // Then
        assertThat(CUSTOMERS.stream().mapToLong(sample::hash))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash >= 0);
        assertThat(sample.hash("customer-7"))
                .isEqualTo(CustomerSample.of(42, 1, 9).hash("customer-" + 7));
        assertThat(sample.hash("ab")).isNotEqualTo(sample.hash("ba"));
    }

    private static long taken(CustomerSample sample) {
        return CUSTOMERS.stream().filter(sample::contains).count();
    }
}
