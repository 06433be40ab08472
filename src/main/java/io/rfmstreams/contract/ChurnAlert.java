package io.rfmstreams.contract;

import io.rfmstreams.segment.Slip;
import java.util.UUID;

/**
 * A message on {@code churn-alerts}.
 *
 * @param alertId the same in every run, see {@link EventIds}
 * @param slip what there is to warn of
 */
public record ChurnAlert(UUID alertId, String customerId, Slip slip) {

    /**
     * The alert of a slip.
     *
     * @param born offset of the record that created the customer
     */
    public static ChurnAlert of(String customerId, long born, Slip slip) {
        return new ChurnAlert(EventIds.alert(customerId, born, slip), customerId, slip);
    }
}
