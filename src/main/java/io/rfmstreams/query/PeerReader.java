package io.rfmstreams.query;

/** Answers queries of other instances from the stores of this instance. It never queries a further instance. */
@FunctionalInterface
public interface PeerReader {

    /** Path of the queries, followed by the customer's id. */
    String PATH = "/internal/customers/";

    /** Header of a query from another instance. A request without it is answered with 404. */
    String HOP_HEADER = "Rfm-Streams-Hop";

    /** Value of the header if only the owner may answer. */
    String OWNER_ONLY = "owner";

    /** Value of the header if a standby replica may answer as well. */
    String ALLOW_STANDBY = "copy";

    /**
     * Reads a customer for another instance.
     *
     * @param allowStandby whether a standby replica may be read because the owner does not respond
     * @return the stored customer, in a binary format that the other instance decodes
     * @throws QueryException if this instance does not have the customer's partition or cannot read it
     */
    byte[] find(CustomerId customerId, boolean allowStandby);
}
