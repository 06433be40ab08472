package io.rfmstreams.rfm;

/**
 * How many rows of a customer are kept one by one.
 *
 * @param rows orders and refunds in the rows; rather more than fewer, as an id that is used again after a window replaces a row
 * @param pendingRefunds those of them that name an order which has not arrived
 * @param rowsAfterCleaning how many rows the last cleaning left
 */
public record RowCount(int rows, int pendingRefunds, int rowsAfterCleaning) {

    static final RowCount NONE = new RowCount(0, 0, 0);

    private static final int SPARE = 16;

    RowCount plus(int moreRows, int morePending) {
        return new RowCount(rows + moreRows, Math.max(0, pendingRefunds + morePending), rowsAfterCleaning);
    }

    /**
     * Whether so many rows may have expired that a scan of all of them costs little beside writing them.
     *
     * @param live how many of them are known not to have expired
     */
    boolean isCleaningWorthwhile(long live) {
        long expected = Math.max(live, rowsAfterCleaning);
        return rows > expected + expected / 4 + SPARE;
    }
}
