package io.rfmstreams.query;

/** Answers other instances, out of what this one holds itself; never asks a further one. */
@FunctionalInterface
public interface PeerReader {

    /** Where the id of a customer goes that another instance is asked for. */
    String PATH = "/internal/customers/";

    /** Header of a request from another instance; without it there is nothing to be had at {@link #PATH}. */
    String HOP_HEADER = "Rfm-Streams-Hop";

    /** The header's value where only the owner is to answer. */
    String OWNER_ONLY = "owner";

    /** The header's value where a copy will do as well. */
    String COPY_WILL_DO = "copy";

    /**
     * Reads one customer for another instance.
     *
     * @param takeCopy whether a copy will do, because the owner is away
     * @return bytes that the other instance understands
     * @throws QueryException where this instance does not hold the customer, or cannot read it now
     */
    byte[] find(CustomerId customerId, boolean takeCopy);
}
