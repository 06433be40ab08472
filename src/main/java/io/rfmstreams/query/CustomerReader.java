package io.rfmstreams.query;

/** Finds what is stored of a customer. */
@FunctionalInterface
public interface CustomerReader {

    /**
     * Reads one customer.
     *
     * @return what is stored; without a customer where the id is known to be unknown
     * @throws QueryException where that cannot be read now
     */
    StoredCustomer find(CustomerId customerId);
}
