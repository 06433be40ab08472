package io.rfmstreams.query;

/** Why a query fails. */
public enum QueryError {
    /** The request is malformed. */
    BAD_REQUEST,
    /** The request is well-formed, but the processor would reject the purchase in it. */
    NOT_TAKEN,
    UNKNOWN_CUSTOMER,
    UNKNOWN_MODEL,
    /** There is no active model. */
    NO_MODEL,
    /** The instance is starting or stopping. */
    NOT_RUNNING,
    /** Partitions are being reassigned, so that the owner of the customer is not known. */
    REBALANCING,
    /** The customer's state is being restored, and no standby replica is close enough to the end of the changelog. */
    RESTORING,
    /** The owner of the customer does not respond, and no other instance has a replica. */
    OWNER_AWAY,
    /** There are more queries than the instance can answer. */
    OVERLOADED,
    /** Kafka did not acknowledge a write. */
    NOT_WRITTEN;

    /** Returns whether the same request may succeed if it is sent again later. */
    public boolean isRetriable() {
        return compareTo(NOT_RUNNING) >= 0;
    }
}
