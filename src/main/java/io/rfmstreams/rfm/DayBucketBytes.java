package io.rfmstreams.rfm;

/**
 * The bytes of one day's bucket: days since the one before, orders, sum, and the time of day. Most days have one order, sums
 * are whole cents, times whole seconds, and days follow each other, so that most parts take one to three bytes.
 */
final class DayBucketBytes {

    private static final int SEVERAL_ORDERS = 1;
    private static final int FINER = 2;
    private static final int FLAG_BITS = 2;
    private static final long CENT_UNITS = 100;
    private static final long SECOND_MILLIS = 1_000;

    private DayBucketBytes() {}

    static void write(StateBytes state, DayBucket bucket, long previousDay) {
        boolean single = bucket.orders() == 1;
        long units = bucket.total().units();
        boolean cents = units % CENT_UNITS == 0;
        state.unsigned(
                ((bucket.day() - previousDay) << FLAG_BITS) | (single ? 0 : SEVERAL_ORDERS) | (cents ? 0 : FINER));
        if (!single) {
            state.unsigned(bucket.orders());
        }
        long time = bucket.lastAt() - bucket.day() * DayBucket.DAY_MILLIS;
        state.signed(cents ? units / CENT_UNITS : units)
                .unsigned(time % SECOND_MILLIS == 0 ? (time / SECOND_MILLIS) << 1 : (time << 1) | 1);
    }

    /** How many days after the one before it the bucket that stands at {@code position} is. */
    static long daysSincePrevious(byte[] bytes, int position) {
        return new StateBytes.Cursor(bytes, position).unsigned() >>> FLAG_BITS;
    }

    /** Reads one bucket after another, without an object for each. */
    static final class Reader {

        private final StateBytes.Cursor state;
        private long day;
        private long orders;
        private long units;
        private long lastAt;

        Reader(StateBytes.Cursor state, long previousDay) {
            this.state = state;
            day = previousDay;
        }

        void next() {
            long step = state.unsigned();
            day += step >>> FLAG_BITS;
            orders = (step & SEVERAL_ORDERS) == 0 ? 1 : state.unsigned();
            units = state.signed() * ((step & FINER) == 0 ? CENT_UNITS : 1);
            long time = state.unsigned();
            lastAt = day * DayBucket.DAY_MILLIS + ((time & 1) == 0 ? (time >>> 1) * SECOND_MILLIS : time >>> 1);
        }

        long day() {
            return day;
        }

        long orders() {
            return orders;
        }

        long units() {
            return units;
        }

        long lastAt() {
            return lastAt;
        }

        int position() {
            return state.position();
        }

        DayBucket bucket() {
            return new DayBucket(day, orders, new Money(units), lastAt);
        }
    }
}
