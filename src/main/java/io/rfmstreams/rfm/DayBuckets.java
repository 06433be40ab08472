package io.rfmstreams.rfm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The day buckets of one customer with their totals, oldest first. A bucket is kept as long as an event of its day can
 * be in the window, because a later order of the same day can make an expired bucket count again. Each bucket leaves
 * the window before the next bucket's day does, so that at any time at most one kept bucket has expired: the first one.
 *
 * <p>Instances are immutable. The buckets are the rows of one array: with an object for each day, a customer takes more
 * memory and longer to encode. The sum of all absolute values fits into 64 bits, so that the total of any part of the
 * buckets does as well; otherwise {@link ArithmeticException} is thrown.
 */
public final class DayBuckets {

    public static final DayBuckets EMPTY = new DayBuckets(new long[0], 0, 0, 0);

    private static final int COLUMNS = 6;

    /** The memory of a bucket in bytes. */
    public static final int BUCKET_BYTES = COLUMNS * Long.BYTES;

    private static final int DAY = 0;
    private static final int ORDERS = 1;
    private static final int UNITS = 2;
    private static final int LAST_ORDER_AT = 3;
    private static final int LAST_REFUND_AT = 4;
    private static final int LAST_PLACED_AT = 5;

    private final long[] cells;
    private final long frequency;
    private final long units;
    private final long absolute;

    private DayBuckets(long[] cells, long frequency, long units, long absolute) {
        this.cells = cells;
        this.frequency = frequency;
        this.units = units;
        this.absolute = absolute;
    }

    /** Collects buckets in the order of their days, one for each day. */
    public static final class Builder {

        private final long[] cells;
        private int next;

        /** @param size number of buckets that will be added */
        public Builder(int size) {
            cells = new long[size * COLUMNS];
        }

        public void add(DayBucket bucket) {
            write(bucket, cells, next++);
        }

        public DayBuckets build() {
            return next == 0 ? EMPTY : addedUp(cells);
        }
    }

    /** Returns buckets that are given in the order of their days, one for each day. */
    public static DayBuckets of(List<DayBucket> buckets) {
        Builder builder = new Builder(buckets.size());
        buckets.forEach(builder::add);
        return builder.build();
    }

    private static DayBuckets addedUp(long[] cells) {
        long frequency = 0;
        long units = 0;
        long absolute = 0;
        for (int row = 0; row < cells.length; row += COLUMNS) {
            frequency += cells[row + ORDERS];
            units += cells[row + UNITS];
            absolute = Math.addExact(absolute, Math.absExact(cells[row + UNITS]));
        }
        return new DayBuckets(cells, frequency, units, absolute);
    }

    private static void write(DayBucket bucket, long[] cells, int index) {
        int row = index * COLUMNS;
        cells[row + DAY] = bucket.day();
        cells[row + ORDERS] = bucket.orders();
        cells[row + UNITS] = bucket.units();
        cells[row + LAST_ORDER_AT] = bucket.lastOrderAt();
        cells[row + LAST_REFUND_AT] = bucket.lastRefundAt();
        cells[row + LAST_PLACED_AT] = bucket.lastPlacedAt();
    }

    public boolean isEmpty() {
        return cells.length == 0;
    }

    public int size() {
        return cells.length / COLUMNS;
    }

    public DayBucket get(int index) {
        int row = index * COLUMNS;
        return new DayBucket(
                cells[row + DAY],
                (int) cells[row + ORDERS],
                cells[row + UNITS],
                cells[row + LAST_ORDER_AT],
                cells[row + LAST_REFUND_AT],
                cells[row + LAST_PLACED_AT]);
    }

    public List<DayBucket> toList() {
        return IntStream.range(0, size()).mapToObj(this::get).toList();
    }

    private long day(int index) {
        return cells[index * COLUMNS + DAY];
    }

    long orders(int index) {
        return cells[index * COLUMNS + ORDERS];
    }

    /** Returns the number of orders of all buckets that are not undone, including an expired bucket. */
    long orders() {
        return frequency;
    }

    /** Returns the number of orders that count at a time for which these are the kept buckets. */
    public long frequency(Window window, long now) {
        return frequency - (isFirstOut(window, now) ? get(0).orders() : 0);
    }

    /** Returns the total of the buckets that count at a time for which these are the kept buckets. */
    public Money total(Window window, long now) {
        return new Money(units - (isFirstOut(window, now) ? get(0).units() : 0));
    }

    /** Returns the times after {@code now} at which buckets expire; these must be the kept buckets at {@code now}. */
    public Expiries expiries(Window window, long now) {
        return isFirstOut(window, now)
                ? new Expiries(this, 1, window, frequency - get(0).orders(), units - get(0).units())
                : new Expiries(this, 0, window, frequency, units);
    }

    private boolean isFirstOut(Window window, long now) {
        return !isEmpty() && get(0).isCountable() && !window.isLifetime() && get(0).leavesAt(window) <= now;
    }

    /** Returns whether any of the kept buckets counts at {@code now}. */
    boolean isAnyCounting(Window window, long now) {
        for (int i = size() - 1; i >= 0; i--) {
            if (get(i).isCountable()) {
                return get(i).leavesAt(window) > now;
            }
        }
        return false;
    }

    /** Returns the time of the last order that is not undone; {@link DayBucket#NONE} if there is none. */
    public long lastOrderAt() {
        for (int i = size() - 1; i >= 0; i--) {
            if (orders(i) > 0) {
                return get(i).lastOrderAt();
            }
        }
        return DayBucket.NONE;
    }

    /**
     * Returns the time of the last order before a day, including undone ones; {@link DayBucket#NONE} if there is none.
     */
    long lastPlacedBefore(long day) {
        long last = DayBucket.NONE;
        for (int i = 0; i < size() && day(i) < day; i++) {
            last = Math.max(last, get(i).lastPlacedAt());
        }
        return last;
    }

    boolean hasDayBefore(long day) {
        return !isEmpty() && day(0) < day;
    }

    /** Returns the buckets of a day and of all later days. */
    DayBuckets from(long day) {
        int first = 0;
        while (first < size() && day(first) < day) {
            first++;
        }
        if (first == 0) {
            return this;
        }
        return first == size() ? EMPTY : addedUp(Arrays.copyOfRange(cells, first * COLUMNS, cells.length));
    }

    /** Returns the bucket of a day; an empty one if there is none. */
    DayBucket of(long day) {
        int place = placeOf(day);
        return place >= 0 ? get(place) : DayBucket.empty(day);
    }

    /** Adds a bucket, or replaces the bucket of the same day. */
    DayBuckets with(DayBucket bucket) {
        int place = placeOf(bucket.day());
        int at = place >= 0 ? place : -place - 1;
        DayBucket replaced = place >= 0 ? get(place) : DayBucket.empty(bucket.day());
        long[] more = place >= 0 ? cells.clone() : withRoomAt(at);
        write(bucket, more, at);
        return new DayBuckets(
                more,
                frequency - replaced.orders() + bucket.orders(),
                units - replaced.units() + bucket.units(),
                Math.addExact(absolute - Math.abs(replaced.units()), Math.absExact(bucket.units())));
    }

    private long[] withRoomAt(int index) {
        int row = index * COLUMNS;
        long[] more = Arrays.copyOf(cells, cells.length + COLUMNS);
        System.arraycopy(cells, row, more, row + COLUMNS, cells.length - row);
        return more;
    }

    /**
     * Returns the index of a day's bucket; if there is none, -1 - the index to insert it at. Searches from the end,
     * because most events belong to the last day.
     */
    private int placeOf(long day) {
        int place = size() - 1;
        while (place >= 0 && day(place) > day) {
            place--;
        }
        return place >= 0 && day(place) == day ? place : -place - 2;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DayBuckets that && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
