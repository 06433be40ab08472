package io.rfmstreams.query;

/** What whoever asks may also tell the service to do. Each returns when it can no longer be lost. */
public interface AdminCommands {

    /**
     * Erases a customer, known or not, once this has been processed.
     *
     * @throws QueryException with {@link QueryError#NOT_WRITTEN}
     */
    void erase(CustomerId customerId);

    /**
     * Makes a model the active one.
     *
     * @param version of a model that is known
     * @throws QueryException with {@link QueryError#NOT_WRITTEN}
     */
    void activate(int version);
}
