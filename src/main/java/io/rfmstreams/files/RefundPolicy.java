package io.rfmstreams.files;

/** How the refunds of a CSV file are handled. */
public enum RefundPolicy {
    /** Refunds are sent. */
    KEEP,
    /** Refunds are dropped and counted. */
    DROP
}
