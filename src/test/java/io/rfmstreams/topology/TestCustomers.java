package io.rfmstreams.topology;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Inactivity;

/** Customers for tests of the stores. */
final class TestCustomers {

    private TestCustomers() {}

    static Customer with(PurchaseHistory history) {
        return withSequence(1, history);
    }

    /** @param sequence number of the last segment change */
    static Customer withSequence(int sequence, PurchaseHistory history) {
        return new Customer(
                1,
                new Membership("champions", 0, sequence),
                new Evaluation(1, 1, sequence),
                Customer.NOT_DUE,
                Inactivity.startingIn("new"),
                history);
    }
}
