package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class CustomerOrderTest {

    @Test
    void shouldKeepItsHashForEver() {
        assertThat(CustomerOrder.hash("")).isEqualTo(0xefd01f60ba992926L);
        assertThat(CustomerOrder.hash("17850")).isEqualTo(0x05c7d35c349f93dcL);
        assertThat(CustomerOrder.hash("Zo\u00eb")).isEqualTo(0x3f8a1b8741a8d7b9L);
    }

    @Property(tries = 100)
    void shouldNotDependOnTheOrderOfTheInput(@ForAll @UniqueElements List<String> ids, @ForAll long seed) {
        // Given
        List<CustomerRfm> customers =
                ids.stream().map(CustomerOrderTest::customer).toList();
        List<CustomerRfm> shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, new Random(seed));

        // When
        List<CustomerRfm> sorted = CustomerOrder.sorted(shuffled);

        // Then
        assertThat(sorted).isEqualTo(CustomerOrder.sorted(customers)).containsExactlyInAnyOrderElementsOf(customers);
    }

    @Test
    void shouldRefuseACustomerTwice() {
        // Given
        List<CustomerRfm> customers = List.of(customer("a"), customer("b"), customer("a"));

        // When
        // Then
        assertThatThrownBy(() -> CustomerOrder.sorted(customers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customers must not repeat, but a stands twice");
    }

    private static CustomerRfm customer(String id) {
        return new CustomerRfm(id, new Rfm(1, 1, Money.ZERO));
    }
}
