package io.rfmstreams.contract;

import io.rfmstreams.segment.ChurnSignal;
import java.util.UUID;

/**
 * A message on {@code churn-alerts}.
 *
 * @param alertId id of the alert, the same in every run, see {@link EventIds}
 * @param signal the content of the alert
 */
public record ChurnAlert(UUID alertId, String customerId, ChurnSignal signal) {

    /**
     * Returns the alert of a churn signal.
     *
     * @param born offset of the record that created the customer
     */
    public static ChurnAlert of(String customerId, long born, ChurnSignal signal) {
        return new ChurnAlert(EventIds.alert(customerId, born, signal), customerId, signal);
    }
}
