package io.rfmstreams.query;

import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.Segmenter;
import java.util.List;

/** Brings customers up to a moment, as the processor would before anything happens to them; writes nothing. */
public final class Present {

    private final HistoryRules history;
    private final Segmenter segmenter;

    public Present(HistoryRules history, SegmentRules rules, ModelCatalog models) {
        this.history = history;
        this.segmenter = new Segmenter(history, rules, models);
    }

    Segmenter segmenter() {
        return segmenter;
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

    /** Recency, frequency and monetary at a moment at or after the customer's last write. */
    Rfm rfm(Customer customer, long now) {
        return customer.history().rfm(history.window(), now);
    }

    /** The whole way of a customer who buys nothing, oldest move first. */
    List<NextChange> forecast(Customer customer, long now) {
        return List.of();
    }
}
