package io.rfmstreams.query;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has stored of a customer.
 *
 * @param customer as last written; null where nothing is known under the id
 * @param now the clock of the customer's task, epoch milliseconds
 * @param activations of the task, oldest first: those that the customer may not have been brought over to yet, and the one in
 *     force last; empty before any model
 */
public record StoredCustomer(@Nullable Customer customer, long now, List<Activation> activations, Freshness freshness) {

    public StoredCustomer {
        activations = List.copyOf(activations);
    }

    /** Nothing is known under the id, nor of anybody else. */
    public static StoredCustomer nobody(Freshness freshness) {
        return new StoredCustomer(null, 0, List.of(), freshness);
    }

    /** The activation in force. */
    public Activation active() {
        return Activation.inForce(activations);
    }
}
