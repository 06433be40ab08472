package io.rfmstreams.query;

/** Commands that change something. Each method returns after Kafka has acknowledged the write. */
public interface AdminCommands {

    /**
     * Erases a customer, whether it is known or not. The processor erases it when it processes the record.
     *
     * @throws QueryException with {@link QueryError#NOT_WRITTEN}
     */
    void erase(CustomerId customerId);

    /**
     * Activates a model.
     *
     * @param version version of a known model
     * @throws QueryException with {@link QueryError#NOT_WRITTEN}
     */
    void activate(int version);
}
