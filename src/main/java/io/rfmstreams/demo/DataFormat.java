package io.rfmstreams.demo;

/** The format of a CSV file. */
public enum DataFormat {
    /** One order or refund per line. */
    ORDERS,
    /** The invoice lines of UCI Online Retail, version I or II. */
    ONLINE_RETAIL
}
