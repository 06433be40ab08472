package io.rfmstreams.query;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.Segmenter;
import java.util.List;

/** Does to customers what the processor would do, and writes nothing. */
public final class CustomerSimulation {

    private final Window window;
    private final Segmenter segmenter;

    public CustomerSimulation(Window window, Segmenter segmenter) {
        this.window = window;
        this.segmenter = segmenter;
    }

    /**
     * The customer as it is at a moment, and the moves that it made since its last write.
     *
     * @param activations of the customer's task, oldest first
     * @param now not before the customer's last write
     */
    CustomerUpdate upTo(Customer stored, List<Activation> activations, long now) {
        return segmenter.advance(stored, now, activations);
    }

    /** What a purchase would make of a customer. */
    CustomerUpdate.EventResult take(
            Customer customer, CustomerEvent.Purchase purchase, long now, List<Activation> activations) {
        ReceivedEvent arrival =
                new ReceivedEvent(purchase, now, customer.history().position() + 1);
        return segmenter.apply(customer, KeptRows.NONE, arrival, activations);
    }

    /** Recency, frequency and monetary at a moment at or after the customer's last write. */
    Rfm rfm(Customer customer, long now) {
        return customer.history().rfm(window, now);
    }

    /** Every move that a customer will make without buying, in order. */
    List<NextChange> forecast(CustomerUpdate upToNow, List<Activation> activations) {
        return segmenter.forecast(upToNow, Activation.inForce(activations));
    }
}
