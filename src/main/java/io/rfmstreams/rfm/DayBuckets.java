package io.rfmstreams.rfm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day buckets of one customer, oldest first, with their totals. They are kept as long as an event of their day can be in
 * the window: a bucket that no longer counts may do so again when a later order of the same day arrives. As buckets leave
 * the window within their day + window, at any moment at most one bucket is kept that no longer counts: the first.
 *
 * <p>Immutable. Whatever part of the buckets leaves, the sum of the others fits into 64 bits, as the sum of all absolute
 * values does; {@link ArithmeticException} where it would not.
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

    /** Takes buckets that are in the order of their days, one a day. */
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

    /** Standing orders of all buckets, also of one that no longer counts. */
    long orders() {
        return frequency;
    }

    /** Orders that count at a moment, of which these are the kept buckets. */
    public long frequency(Window window, long now) {
        return frequency - (isFirstOut(window, now) ? buckets[0].orders() : 0);
    }

    /** Total of the buckets that count at a moment, of which these are the kept buckets. */
    public Money total(Window window, long now) {
        return new Money(units - (isFirstOut(window, now) ? buckets[0].units() : 0));
    }

    /** The moments after {@code now} at which buckets stop to count, of which these are the kept buckets. */
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

    /** Whether any of the kept buckets still counts at {@code now}. */
    boolean isAnyCounting(Window window, long now) {
        for (int i = buckets.length - 1; i >= 0; i--) {
            if (buckets[i].isCountable()) {
                return buckets[i].leavesAt(window) > now;
            }
        }
        return false;
    }

    /** Time of the last order that stands; {@link DayBucket#NONE} without one. */
    public long lastOrderAt() {
        for (int i = buckets.length - 1; i >= 0; i--) {
            if (buckets[i].orders() > 0) {
                return buckets[i].lastOrderAt();
            }
        }
        return DayBucket.NONE;
    }

    /** Time of the last order before a day, undone ones included; {@link DayBucket#NONE} without one. */
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

    /** The buckets of a day and of the days after it. */
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

    /** The bucket of a day; an empty one where there is none. */
    DayBucket of(long day) {
        int place = placeOf(day);
        return place >= 0 ? buckets[place] : DayBucket.empty(day);
    }

    /** With a bucket instead of the one of the same day, or added. */
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

    /** The index of a day's bucket; where there is none, -1 - the index at which it belongs. Most events are of the last day. */
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
