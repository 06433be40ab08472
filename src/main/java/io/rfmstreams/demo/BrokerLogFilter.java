package io.rfmstreams.demo;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Suppresses log lines of the embedded Kafka that report no problem. {@code logback.xml} configures it. */
public final class BrokerLogFilter extends Filter<ILoggingEvent> {

    /** Kafka logs this line at each normal shutdown. */
    private static final String CLOSED_TWICE = "Attempting to close NetworkClient that has already been closed";

    /** Kafka logs this line if the first batches of a transactional producer arrive out of order. The producer resends them. */
    private static final String OUT_OF_ORDER = "idempotent producer with no existing state";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getMessage();
        boolean closedTwice = message != null && message.contains(CLOSED_TWICE);
        return closedTwice || isOutOfOrder(event.getThrowableProxy()) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isOutOfOrder(IThrowableProxy fault) {
        return fault != null && fault.getMessage() != null && fault.getMessage().endsWith(OUT_OF_ORDER + ".");
    }
}
