package io.rfmstreams.segment;

import io.rfmstreams.rfm.CustomerEvent;

/**
 * A purchase or refund that a task processes.
 *
 * @param now the task's clock after the event has moved it, epoch milliseconds
 * @param offset offset of the event's record, ascending within the customer; a new customer gets it as {@link Customer#born}
 */
public record ReceivedEvent(CustomerEvent event, long now, long offset) {

    ReceivedEvent notBefore(long time) {
        return now >= time ? this : new ReceivedEvent(event, time, offset);
    }
}
