package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AbortingProducerTest {

    @Test
    void shouldReportAFailedAbortAsATimeout() {
        // Given a producer that cannot abort, since its transactions were never initialized
        try (AbortingProducer producer =
                new AbortingProducer(Map.of("bootstrap.servers", "127.0.0.1:1", "transactional.id", "shop-1"))) {

            // Then
            assertThatThrownBy(producer::abortTransaction)
                    .isInstanceOf(TimeoutException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }
}
