package io.rfmstreams.demo;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Keeps out of the log what an embedded Kafka warns of at every orderly shutdown. Named in {@code logback.xml}. */
public final class ShutdownNoise extends Filter<ILoggingEvent> {

    private static final String CLOSED_TWICE = "Attempting to close NetworkClient that has already been closed";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getMessage();
        return message != null && message.contains(CLOSED_TWICE) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
