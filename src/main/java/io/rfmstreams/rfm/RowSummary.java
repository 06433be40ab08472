package io.rfmstreams.rfm;

/**
 * A summary of a customer's rows that is part of the history, so that rows need not be read.
 *
 * @param size number of stored orders and refunds; may be too large, because an id that is used again after a window
 *     replaces a row
 * @param pendingRefunds number of refunds whose order has not arrived
 * @param rowsAfterCleaning number of rows after the last cleaning
 * @param orderIds hashes of the ids of the stored orders
 */
public record RowSummary(int size, int pendingRefunds, int rowsAfterCleaning, IdHashes orderIds) {

    static final RowSummary NONE = new RowSummary(0, 0, 0, IdHashes.EMPTY);

    private static final int SPARE = 16;

    RowSummary withRefund(int morePending) {
        return new RowSummary(size + 1, pendingRefunds + morePending, rowsAfterCleaning, orderIds);
    }

    RowSummary withOrder(String orderId) {
        return new RowSummary(size + 1, pendingRefunds, rowsAfterCleaning, orderIds.with(orderId));
    }

    /** Removes pending refunds, of which some are deleted. */
    RowSummary withoutPending(int arrived, int deleted) {
        return new RowSummary(size - deleted, Math.max(0, pendingRefunds - arrived), rowsAfterCleaning, orderIds);
    }

    /** Returns whether there may be refunds: more rows than orders, or too many orders to know their number. */
    boolean mayHaveRefunds() {
        return orderIds.isAny() || size > orderIds.size();
    }

    /**
     * Returns whether so many rows may have expired that a scan of all rows costs little compared with writing them.
     *
     * @param live number of rows that are known not to have expired
     */
    boolean isCleaningWorthwhile(long live) {
        long expected = Math.max(live, rowsAfterCleaning);
        return size > expected + expected / 4 + SPARE;
    }
}
