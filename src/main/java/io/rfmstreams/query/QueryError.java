package io.rfmstreams.query;

/** Why a question gets no answer. */
public enum QueryError {
    /** The question itself is wrong, and will be wrong again. */
    BAD_QUESTION,
    /** The question is well-formed, but the processor would not take what it supposes. */
    NOT_TAKEN,
    UNKNOWN_CUSTOMER,
    UNKNOWN_MODEL,
    /** There is no active model to judge by. */
    NO_MODEL,
    /** The instance has only just begun, or is about to end. */
    NOT_RUNNING,
    /** Nobody knows at the moment which instance holds the customer. */
    REBALANCING,
    /** The customer's state is being rebuilt, and no copy is near enough to the present. */
    RESTORING,
    /** The instance that holds the customer does not answer, and no other has a copy. */
    OWNER_AWAY,
    /** More is being asked than can be answered. */
    OVERLOADED,
    /** Kafka does not take what was to be written. */
    NOT_WRITTEN;

    /** Whether the same question may be answered a moment later. */
    public boolean isPassing() {
        return switch (this) {
            case BAD_QUESTION, NOT_TAKEN, UNKNOWN_CUSTOMER, UNKNOWN_MODEL, NO_MODEL -> false;
            case NOT_RUNNING, REBALANCING, RESTORING, OWNER_AWAY, OVERLOADED, NOT_WRITTEN -> true;
        };
    }
}
