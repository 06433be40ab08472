package io.rfmstreams.rfm;

/**
 * What a history knows of the rows that are kept one by one, without reading them.
 *
 * @param size how many orders and refunds are kept; rather more than fewer, as an id that is used again after a window
 *     replaces a row
 * @param pendingRefunds those of them that name an order which has not arrived
 * @param rowsAfterCleaning how many rows the last cleaning left
 * @param orderIds of the orders in the rows
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

    /** With fewer refunds that are pending, of which some are deleted. */
    RowSummary withoutPending(int arrived, int deleted) {
        return new RowSummary(size - deleted, Math.max(0, pendingRefunds - arrived), rowsAfterCleaning, orderIds);
    }

    /**
     * Whether so many rows may have expired that a scan of all of them costs little beside writing them.
     *
     * @param live how many of them are known not to have expired
     */
    boolean isCleaningWorthwhile(long live) {
        long expected = Math.max(live, rowsAfterCleaning);
        return size > expected + expected / 4 + SPARE;
    }
}
