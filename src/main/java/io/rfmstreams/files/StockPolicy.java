package io.rfmstreams.files;

/** Which lines of Online Retail files are kept. */
public enum StockPolicy {
    /** All lines. Lines whose stock code is no merchandise are counted. */
    ALL,
    /** Lines of merchandise. Others, such as postage and bank charges, are dropped and counted. */
    GOODS
}
