package io.rfmstreams.training;

import java.util.List;

/** Creates {@link Customers} from a list. */
public final class TestCustomers {

    private TestCustomers() {}

    public static Customers of(List<CustomerRfm> customers) {
        CustomerTable table = new CustomerTable();
        customers.forEach(customer -> table.put(customer.customerId(), customer.rfm()));
        return table.toCustomers();
    }
}
