package io.rfmstreams.demo;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Keeps out of the log what an embedded Kafka says although all is well. Named in {@code logback.xml}. */
public final class BrokerLogFilter extends Filter<ILoggingEvent> {

    /** At every orderly shutdown. */
    private static final String CLOSED_TWICE = "Attempting to close NetworkClient that has already been closed";

    /** When the first batches of a transactional producer to a partition overtake each other; it sends them again in order. */
    private static final String OVERTAKEN = "idempotent producer with no existing state";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getMessage();
        boolean closedTwice = message != null && message.contains(CLOSED_TWICE);
        return closedTwice || isOvertaken(event.getThrowableProxy()) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isOvertaken(IThrowableProxy fault) {
        return fault != null && fault.getMessage() != null && fault.getMessage().endsWith(OVERTAKEN + ".");
    }
}
