package io.rfmstreams.contract;

import io.rfmstreams.segment.Customer;

/**
 * A value of the store of customers.
 *
 * @param customer the customer
 * @param newestOrders the orders that arrived last. Earlier ones are in the {@code orders} store
 */
public record CustomerWithOrders(Customer customer, OrderPack newestOrders) {

    /** Returns a value that has no orders. */
    public static CustomerWithOrders withoutOrders(Customer customer) {
        return new CustomerWithOrders(customer, OrderPack.EMPTY);
    }
}
