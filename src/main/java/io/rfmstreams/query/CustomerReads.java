package io.rfmstreams.query;

/** Finds what is stored of a customer. */
@FunctionalInterface
public interface CustomerReads {

    /**
     * Reads one customer.
     *
     * @return what is stored; without a customer where the id is known to be unknown
     * @throws RefusedException where that cannot be read now
     */
    Sighting find(CustomerId customerId);
}
