package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.training.CustomerRfm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Compares every customer with a reference: recency and frequency exactly, monetary to the cent. */
final class RfmComparison {

    private static final double CENT = 0.01;

    private RfmComparison() {}

    static void assertAgree(Map<String, Rfm> actual, List<CustomerRfm> reference) {
        Map<String, Rfm> expected =
                reference.stream().collect(Collectors.toMap(CustomerRfm::customerId, CustomerRfm::rfm));
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((customer, rfm) -> {
            Rfm found = Objects.requireNonNull(actual.get(customer));
            assertThat(found.recencyDays()).as("recency of %s", customer).isEqualTo(rfm.recencyDays());
            assertThat(found.frequency()).as("frequency of %s", customer).isEqualTo(rfm.frequency());
            assertThat(found.monetary().toDouble())
                    .as("monetary of %s", customer)
                    .isCloseTo(rfm.monetary().toDouble(), within(CENT));
        });
    }
}
