package io.rfmstreams.query;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as stored by an instance.
 *
 * @param customer the customer as of the last write; null if the customer is unknown
 * @param now time of the clock of the customer's task, epoch milliseconds
 * @param activations activations of the task, oldest first: those that may not have been applied to the customer, and
 *     the one in force last; empty without a model
 */
public record StoredCustomer(@Nullable Customer customer, long now, List<Activation> activations, Freshness freshness) {

    public StoredCustomer {
        activations = List.copyOf(activations);
    }

    /** Returns an unknown customer of a task without any record. */
    public static StoredCustomer unknown(Freshness freshness) {
        return new StoredCustomer(null, 0, List.of(), freshness);
    }

    /** Returns the activation in force. */
    public Activation active() {
        return Activation.inForce(activations);
    }
}
