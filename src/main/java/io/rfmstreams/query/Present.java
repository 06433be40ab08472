package io.rfmstreams.query;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.Segmenter;
import java.util.List;

/** Does to customers what the processor would do, and writes nothing. */
public final class Present {

    private final HistoryRules history;
    private final Segmenter segmenter;

    public Present(HistoryRules history, SegmentRules rules, ModelCatalog models) {
        this.history = history;
        this.segmenter = new Segmenter(history, rules, models);
    }

    /**
     * The customer as it is at a moment.
     *
     * @param activations of the customer's task, oldest first
     * @param now not before the customer's last write
     */
    Customer upTo(Customer stored, List<Activation> activations, long now) {
        Customer customer = stored;
        for (Activation activation : activations) {
            if (activation.number() > customer.activation()) {
                customer = segmenter.bringOver(customer, activation).customer();
            }
        }
        return customer;
    }

    /** What a purchase would make of a customer. */
    CustomerUpdate.OfEvent take(
            Customer customer, CustomerEvent.Purchase purchase, long now, List<Activation> activations) {
        Activation active = activations.isEmpty() ? Activation.NONE : activations.get(activations.size() - 1);
        return segmenter.take(upTo(customer, activations, now), purchase, now, customer.born(), active);
    }

    /** Recency, frequency and monetary at a moment at or after the customer's last write. */
    Rfm rfm(Customer customer, long now) {
        return customer.history().rfm(history.window(), now);
    }

    /** Every move that a customer will make without buying, in order. */
    List<NextChange> forecast(Customer customer, long now, List<Activation> activations) {
        return List.of();
    }
}
