package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;

/**
 * The bytes of day buckets, oldest first. Most buckets take five to seven bytes: the days since the previous bucket,
 * the total in cents, and the time of day of the only order in seconds. Flags mark all other cases.
 */
final class DayBucketState {

    private static final int DETAILED = 1;
    private static final int FINER = 2;
    private static final int FLAG_BITS = 2;
    private static final int HAS_REFUND = 1;
    private static final int PLACED_OTHERWISE = 2;
    private static final long CENT_UNITS = 100;

    private DayBucketState() {}

    /**
     * Writes buckets.
     *
     * @param since the day from which the first bucket's day is counted
     */
    static void write(StateBytes to, DayBuckets buckets, long since) {
        to.unsigned(buckets.size());
        if (buckets.isEmpty()) {
            return;
        }
        long previous = buckets.get(0).day();
        to.signed(previous - since);
        for (int i = 0; i < buckets.size(); i++) {
            DayBucket bucket = buckets.get(i);
            write(to, bucket, previous);
            previous = bucket.day();
        }
    }

    private static void write(StateBytes to, DayBucket bucket, long previousDay) {
        boolean hasRefund = bucket.lastRefundAt() != DayBucket.NONE;
        boolean placedOtherwise = bucket.lastPlacedAt() != bucket.lastOrderAt();
        boolean detailed = bucket.orders() != 1 || hasRefund || placedOtherwise;
        boolean cents = bucket.units() % CENT_UNITS == 0;
        to.unsigned(((bucket.day() - previousDay) << FLAG_BITS) | (detailed ? DETAILED : 0) | (cents ? 0 : FINER));
        if (detailed) {
            to.unsigned(((long) bucket.orders() << FLAG_BITS)
                    | (hasRefund ? HAS_REFUND : 0)
                    | (placedOtherwise ? PLACED_OTHERWISE : 0));
        }
        to.signed(cents ? bucket.units() / CENT_UNITS : bucket.units());
        long start = bucket.day() * DayBucket.DAY_MILLIS;
        if (bucket.orders() > 0) {
            to.unsignedMillis(bucket.lastOrderAt() - start);
        }
        if (hasRefund) {
            to.unsignedMillis(bucket.lastRefundAt() - start);
        }
        if (placedOtherwise) {
            to.unsignedMillis(bucket.lastPlacedAt() - start);
        }
    }

    static DayBuckets read(StateBytes.Cursor from, long since) {
        int size = from.count();
        if (size == 0) {
            return DayBuckets.EMPTY;
        }
        DayBuckets.Builder buckets = new DayBuckets.Builder(size);
        long day = since + from.signed();
        for (int i = 0; i < size; i++) {
            DayBucket bucket = readOne(from, day);
            buckets.add(bucket);
            day = bucket.day();
        }
        return buckets.build();
    }

    private static DayBucket readOne(StateBytes.Cursor from, long previousDay) {
        long header = from.unsigned();
        long detail = (header & DETAILED) != 0 ? from.unsigned() : 1 << FLAG_BITS;
        int orders = (int) (detail >>> FLAG_BITS);
        long units = from.signed() * ((header & FINER) == 0 ? CENT_UNITS : 1);
        long day = previousDay + (header >>> FLAG_BITS);
        long start = day * DayBucket.DAY_MILLIS;
        long lastOrderAt = orders > 0 ? start + from.unsignedMillis() : DayBucket.NONE;
        long lastRefundAt = (detail & HAS_REFUND) != 0 ? start + from.unsignedMillis() : DayBucket.NONE;
        long lastPlacedAt = (detail & PLACED_OTHERWISE) != 0 ? start + from.unsignedMillis() : lastOrderAt;
        return new DayBucket(day, orders, units, lastOrderAt, lastRefundAt, lastPlacedAt);
    }
}
