package io.rfmstreams.files;

/** How the lines of a table form orders. */
public enum LineMode {
    /** Each line is an order or a refund. */
    EACH,
    /** The lines with the same order id and customer are one order; their amounts are added up. */
    SUM
}
