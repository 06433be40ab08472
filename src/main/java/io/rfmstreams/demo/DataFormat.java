package io.rfmstreams.demo;

/** How a CSV file is to be read. */
public enum DataFormat {
    /** One order or refund a line. */
    ORDERS,
    /** The invoice lines of UCI Online Retail, either release. */
    ONLINE_RETAIL
}
