package io.rfmstreams.contract;

import io.rfmstreams.segment.Customer;

/**
 * A value of the store of customers.
 *
 * @param customer the customer
 * @param newestOrders the orders that arrived last. Earlier ones are in the {@code orders} store
 */
public record CustomerWithOrders(Customer customer, OrderPack newestOrders) {

    /** Returns a customer whose orders are not part of the value. */
    public static CustomerWithOrders without(Customer customer) {
        return new CustomerWithOrders(customer, OrderPack.EMPTY);
    }
}
