package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.IdHashes;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.RowSummary;

/**
 * The bytes of a purchase history, which are a part of a customer's bytes. Times are written as differences from an
 * earlier time.
 */
final class PurchaseHistoryState {

    private static final int HAS_PURCHASED = 1;
    private static final int PLACED_OTHERWISE = 2;
    private static final int HAS_EXPIRED = 4;
    private static final int HAS_PENDING = 8;
    private static final int HAS_BEEN_CLEANED = 16;
    private static final int HAS_ANY_ID = 32;

    private PurchaseHistoryState() {}

    /**
     * Writes a history.
     *
     * @param at the time from which its times are counted, epoch milliseconds
     */
    static void write(StateBytes to, PurchaseHistory history, long at) {
        RowSummary rows = history.rows();
        int flags = flags(history);
        to.single(flags).unsigned(history.position() + 1).unsigned(rows.size());
        if (history.hasPurchased()) {
            to.signedMillis(at - history.firstPurchaseAt());
        }
        if ((flags & PLACED_OTHERWISE) != 0) {
            to.signedMillis(at - history.lastPlacedAt());
        }
        if ((flags & HAS_EXPIRED) != 0) {
            to.signedMillis(at - history.lastExpiredAt());
        }
        if ((flags & HAS_PENDING) != 0) {
            to.unsigned(rows.pendingRefunds());
        }
        if ((flags & HAS_BEEN_CLEANED) != 0) {
            to.unsigned(rows.rowsAfterCleaning());
        }
        if ((flags & HAS_ANY_ID) == 0) {
            write(to, rows.orderIds());
        }
        DayBucketState.write(to, history.buckets(), day(at));
    }

    private static int flags(PurchaseHistory history) {
        return (history.hasPurchased() ? HAS_PURCHASED : 0)
                | (history.lastPlacedAt() != history.buckets().lastOrderAt() ? PLACED_OTHERWISE : 0)
                | (history.lastExpiredAt() != DayBucket.NONE ? HAS_EXPIRED : 0)
                | (history.rows().pendingRefunds() != 0 ? HAS_PENDING : 0)
                | (history.rows().rowsAfterCleaning() != 0 ? HAS_BEEN_CLEANED : 0)
                | (history.rows().orderIds().isAny() ? HAS_ANY_ID : 0);
    }

    static PurchaseHistory read(StateBytes.Cursor from, long at) {
        int flags = from.single();
        long position = from.unsigned() - 1;
        int rows = from.count();
        long firstPurchaseAt = (flags & HAS_PURCHASED) != 0 ? at - from.signedMillis() : DayBucket.NONE;
        long placedOtherwise = (flags & PLACED_OTHERWISE) != 0 ? at - from.signedMillis() : DayBucket.NONE;
        long lastExpiredAt = (flags & HAS_EXPIRED) != 0 ? at - from.signedMillis() : DayBucket.NONE;
        int pending = (flags & HAS_PENDING) != 0 ? from.count() : 0;
        int rowsAfterCleaning = (flags & HAS_BEEN_CLEANED) != 0 ? from.count() : 0;
        IdHashes orderIds = (flags & HAS_ANY_ID) != 0 ? IdHashes.ANY : readHashes(from);
        DayBuckets buckets = DayBucketState.read(from, day(at));
        return new PurchaseHistory(
                firstPurchaseAt,
                (flags & PLACED_OTHERWISE) != 0 ? placedOtherwise : buckets.lastOrderAt(),
                lastExpiredAt,
                buckets,
                new RowSummary(rows, pending, rowsAfterCleaning, orderIds),
                position);
    }

    private static void write(StateBytes to, IdHashes hashes) {
        to.unsigned(hashes.size());
        for (int i = 0; i < hashes.size(); i++) {
            to.single(hashes.get(i) >> 8).single(hashes.get(i));
        }
    }

    private static IdHashes readHashes(StateBytes.Cursor from) {
        short[] hashes = new short[from.count()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (short) (from.single() << 8 | from.single());
        }
        return IdHashes.stored(hashes);
    }

    private static long day(long at) {
        return Math.floorDiv(at, DayBucket.DAY_MILLIS);
    }
}
