package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrokerLogFilterTest {

    private static final String OVERTAKEN =
            "Invalid sequence number for producer 8 at offset 92 in partition changes-1: 67 (incoming seq. number)."
                    + " Expected sequence 0 for transactions v2 idempotent producer with no existing state.";

    @Test
    void shouldSuppressErrorsThatTheProducerCorrects() {
        assertThat(decide("Error processing append operation", new OutOfOrderSequenceException(OVERTAKEN)))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide("Attempting to close NetworkClient that has already been closed.", null))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void shouldPassAllOtherLines() {
        assertThat(decide(
                        "Error processing append operation",
                        new OutOfOrderSequenceException("Out of order sequence number for producer 8: 5, expected 4")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("The disk is full", null)).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decide(String message, @Nullable Throwable fault) {
        var logger = new LoggerContext().getLogger("kafka.server.ReplicaManager");
        return new BrokerLogFilter().decide(new LoggingEvent("", logger, Level.ERROR, message, fault, null));
    }
}
