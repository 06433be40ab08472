package io.rfmstreams.query;

/** Answers other instances, out of what this one holds itself; never asks a further one. */
@FunctionalInterface
public interface PeerReads {

    /**
     * Reads one customer for another instance.
     *
     * @param takeCopy whether a copy will do, because the owner is away
     * @return bytes that the other instance understands
     * @throws RefusedException where this instance does not hold the customer, or cannot read it now
     */
    byte[] find(CustomerId customerId, boolean takeCopy);
}
