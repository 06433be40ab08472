package io.rfmstreams.query;

/** Reads stored customers. */
@FunctionalInterface
public interface CustomerReader {

    /**
     * Reads a customer.
     *
     * @return the stored customer; {@link StoredCustomer#customer} is null if the customer is unknown
     * @throws QueryException if the customer cannot be read
     */
    StoredCustomer find(CustomerId customerId);
}
