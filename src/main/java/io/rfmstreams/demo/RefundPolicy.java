package io.rfmstreams.demo;

/** What becomes of the refunds of a CSV file. */
public enum RefundPolicy {
    /** They are sent. */
    KEEP,
    /** They are left out and counted. */
    DROP
}
