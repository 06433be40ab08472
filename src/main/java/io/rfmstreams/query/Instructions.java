package io.rfmstreams.query;

/** What whoever asks may also tell the service to do. Each returns when it can no longer be lost. */
public interface Instructions {

    /**
     * Erases a customer, known or not, once this has been processed.
     *
     * @throws RefusedException with {@link Refusal#NOT_WRITTEN}
     */
    void erase(CustomerId customerId);

    /**
     * Makes a model the active one.
     *
     * @param version of a model that is known
     * @throws RefusedException with {@link Refusal#NOT_WRITTEN}
     */
    void activate(int version);
}
