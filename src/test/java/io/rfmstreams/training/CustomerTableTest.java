package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.RfmPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerTableTest {

    @Test
    void shouldKeepTheLastValueOfEachCustomer() {
        Trials.run(50, random -> {
            // Given
            int ids = random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(3_000);
            CustomerTable table = new CustomerTable();
            Map<String, Rfm> expected = new HashMap<>();

            // When
            for (int i = 0; i < 4_000; i++) {
                String id = "c" + random.nextInt(ids);
                if (random.nextInt(4) == 0) {
                    table.remove(id);
                    expected.remove(id);
                } else {
                    Rfm rfm = new Rfm(random.nextInt(1_000), random.nextInt(50), new Money(random.nextInt(1_000_000)));
                    table.put(id, rfm);
                    expected.put(id, rfm);
                }
            }

            // Then
            assertThat(points(table.toCustomers()))
                    .containsExactlyInAnyOrderElementsOf(expected.values().stream()
                            .filter(rfm -> rfm.frequency() > 0)
                            .map(RfmPoint::of)
                            .toList());
            assertThat(table.toCustomers().inactive())
                    .isEqualTo(expected.values().stream()
                            .filter(rfm -> rfm.frequency() == 0)
                            .count());
            assertThat(table.size()).isEqualTo(expected.size());
            assertThat(IntStream.range(0, ids + 10).mapToObj(i -> "c" + i).filter(table::contains))
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        });
    }

    @Test
    void shouldNotDependOnTheOrderOfReading() {
        Trials.run(20, random -> {
            // Given
            List<Integer> ids =
                    new ArrayList<>(IntStream.range(0, 2_500).boxed().toList());
            CustomerTable first = new CustomerTable();
            ids.forEach(id -> first.put("c" + id, new Rfm(id, 1, Money.ZERO)));
            Collections.shuffle(ids, random);
            CustomerTable second = new CustomerTable();

            // When
            ids.forEach(id -> second.put("c" + id, new Rfm(id, 1, Money.ZERO)));

            // Then
            assertThat(points(second.toCustomers())).isEqualTo(points(first.toCustomers()));
        });
    }

    @Test
    void shouldKeepLargeAndNegativeValues() {
        // Given
        CustomerTable table = new CustomerTable();

        // When
        table.put("large", new Rfm(5_000_000_000L, Integer.MAX_VALUE, new Money(Long.MAX_VALUE)));
        Customers large = table.toCustomers();
        table.put("large", new Rfm(0, 1, Money.of("-3")));

        // Then
        assertThat(points(large))
                .containsExactly(
                        new RfmPoint(Integer.MAX_VALUE, Integer.MAX_VALUE, new Money(Long.MAX_VALUE).toDouble()));
        assertThat(points(table.toCustomers())).containsExactly(new RfmPoint(0, 1, 0));
    }

    private static List<RfmPoint> points(Customers customers) {
        return IntStream.range(0, customers.size()).mapToObj(customers::point).toList();
    }
}
