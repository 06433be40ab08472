package io.rfmstreams.rfm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day buckets of one customer with their totals, oldest first. A bucket is kept as long as an event of its day can
 * be in the window, because a later order of the same day can make an expired bucket count again. Each bucket leaves
 * the window before the next bucket's day does, so that at any time at most one kept bucket has expired: the first one.
 *
 * <p>Instances are immutable. The sum of all absolute values fits into 64 bits, so that the total of any part of the
 * buckets does as well; otherwise {@link ArithmeticException} is thrown.
 */
public final class DayBuckets {

    public static final DayBuckets EMPTY = new DayBuckets(new DayBucket[0], 0, 0, 0);

    private final DayBucket[] buckets;
    private final long frequency;
    private final long units;
    private final long absolute;

    private DayBuckets(DayBucket[] buckets, long frequency, long units, long absolute) {
        this.buckets = buckets;
        this.frequency = frequency;
        this.units = units;
        this.absolute = absolute;
    }

    /** Returns buckets that are given in the order of their days, one for each day. */
    public static DayBuckets of(List<DayBucket> buckets) {
        return buckets.isEmpty() ? EMPTY : addedUp(buckets.toArray(DayBucket[]::new));
    }

    private static DayBuckets addedUp(DayBucket[] buckets) {
        long frequency = 0;
        long units = 0;
        long absolute = 0;
        for (DayBucket bucket : buckets) {
            frequency += bucket.orders();
            units += bucket.units();
            absolute = Math.addExact(absolute, Math.absExact(bucket.units()));
        }
        return new DayBuckets(buckets, frequency, units, absolute);
    }

    public boolean isEmpty() {
        return buckets.length == 0;
    }

    public int size() {
        return buckets.length;
    }

    public DayBucket get(int index) {
        return buckets[index];
    }

    public List<DayBucket> toList() {
        return List.of(buckets);
    }

    /** Returns the number of orders of all buckets that are not undone, including an expired bucket. */
    long orders() {
        return frequency;
    }

    /** Returns the number of orders that count at a time for which these are the kept buckets. */
    public long frequency(Window window, long now) {
        return frequency - (isFirstOut(window, now) ? buckets[0].orders() : 0);
    }

    /** Returns the total of the buckets that count at a time for which these are the kept buckets. */
    public Money total(Window window, long now) {
        return new Money(units - (isFirstOut(window, now) ? buckets[0].units() : 0));
    }

    /** Returns the times after {@code now} at which buckets expire; these must be the kept buckets at {@code now}. */
    public Expiries expiries(Window window, long now) {
        boolean firstIsOut = isFirstOut(window, now);
        return new Expiries(
                buckets,
                firstIsOut ? 1 : 0,
                window,
                frequency - (firstIsOut ? buckets[0].orders() : 0),
                units - (firstIsOut ? buckets[0].units() : 0));
    }

    private boolean isFirstOut(Window window, long now) {
        return buckets.length > 0
                && buckets[0].isCountable()
                && !window.isLifetime()
                && buckets[0].leavesAt(window) <= now;
    }

    /** Returns whether any of the kept buckets counts at {@code now}. */
    boolean isAnyCounting(Window window, long now) {
        for (int i = buckets.length - 1; i >= 0; i--) {
            if (buckets[i].isCountable()) {
                return buckets[i].leavesAt(window) > now;
            }
        }
        return false;
    }

    /** Returns the time of the last order that is not undone; {@link DayBucket#NONE} if there is none. */
    public long lastOrderAt() {
        for (int i = buckets.length - 1; i >= 0; i--) {
            if (buckets[i].orders() > 0) {
                return buckets[i].lastOrderAt();
            }
        }
        return DayBucket.NONE;
    }

    /**
     * Returns the time of the last order before a day, including undone ones; {@link DayBucket#NONE} if there is none.
     */
    long lastPlacedBefore(long day) {
        long last = DayBucket.NONE;
        for (int i = 0; i < buckets.length && buckets[i].day() < day; i++) {
            last = Math.max(last, buckets[i].lastPlacedAt());
        }
        return last;
    }

    boolean hasDayBefore(long day) {
        return buckets.length > 0 && buckets[0].day() < day;
    }

    /** Returns the buckets of a day and of all later days. */
    DayBuckets from(long day) {
        int first = 0;
        while (first < buckets.length && buckets[first].day() < day) {
            first++;
        }
        if (first == 0) {
            return this;
        }
        return first == buckets.length ? EMPTY : addedUp(Arrays.copyOfRange(buckets, first, buckets.length));
    }

    /** Returns the bucket of a day; an empty one if there is none. */
    DayBucket of(long day) {
        int place = placeOf(day);
        return place >= 0 ? buckets[place] : DayBucket.empty(day);
    }

    /** Adds a bucket, or replaces the bucket of the same day. */
    DayBuckets with(DayBucket bucket) {
        int place = placeOf(bucket.day());
        DayBucket[] more;
        DayBucket replaced;
        if (place >= 0) {
            replaced = buckets[place];
            more = buckets.clone();
            more[place] = bucket;
        } else {
            int at = -place - 1;
            replaced = DayBucket.empty(bucket.day());
            more = Arrays.copyOf(buckets, buckets.length + 1);
            System.arraycopy(buckets, at, more, at + 1, buckets.length - at);
            more[at] = bucket;
        }
        return new DayBuckets(
                more,
                frequency - replaced.orders() + bucket.orders(),
                units - replaced.units() + bucket.units(),
                Math.addExact(absolute - Math.abs(replaced.units()), Math.absExact(bucket.units())));
    }

    /**
     * Returns the index of a day's bucket; if there is none, -1 - the index to insert it at. Searches from the end,
     * because most events belong to the last day.
     */
    private int placeOf(long day) {
        int place = buckets.length - 1;
        while (place >= 0 && buckets[place].day() > day) {
            place--;
        }
        return place >= 0 && buckets[place].day() == day ? place : -place - 2;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DayBuckets that && Arrays.equals(buckets, that.buckets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(buckets);
    }

    @Override
    public String toString() {
        return Arrays.toString(buckets);
    }
}
