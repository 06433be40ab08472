package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {

    @Test
    void shouldReturnWhatWasAdded() {
        // Given
        List<CustomerEvent> events = List.of(
                new Purchase("1", Money.of("0.0001"), 1_700_000_000_123L),
                new Refund("r-1", "ö😀".repeat(20), Money.MAX_AMOUNT, 0),
                new Refund("r-2", null, Money.ZERO, Long.MAX_VALUE));
        EventLog log = new EventLog();

        // When
        events.forEach(log::add);

        // Then
        assertThat(log.toList()).isEqualTo(events);
        assertThat(new EventLog().toList()).isEmpty();
    }

    @Test
    void shouldCountItsBytes() {
        // Given
        EventLog log = new EventLog();

        // When
        log.add(new Purchase("536365", Money.of("1"), 5));

        // Then
        assertThat(log.size()).isEqualTo(1 + 8 + 8 + 2 + 6);
    }
}
