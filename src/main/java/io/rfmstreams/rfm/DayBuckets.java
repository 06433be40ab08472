package io.rfmstreams.rfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one customer's window by day, oldest first, as the bytes that they have in state, with their totals. A
 * purchase changes the last bucket or adds one after it, and the oldest leaves first: none of them reads the others.
 * Immutable; throws {@link ArithmeticException} where the sum would leave 64 bits.
 */
public final class DayBuckets {

    static final DayBuckets EMPTY = new DayBuckets(BucketTotals.NONE, 0, 0, new byte[0], 0, 0, 0);

    /** From so many on the totals stand in state; fewer are quicker added up than they are worth the bytes. */
    private static final int MANY = 16;

    private static final int LONGEST = 32;
    private static final int LONGEST_HEADER = 60;

    private final BucketTotals totals;
    private final long previousDay;
    private final long lastDay;
    private final byte[] bytes;
    private final int start;
    private final int last;
    private final int end;

    /** The first bucket's day counts from {@code previousDay}; the last one stands at {@code last}. */
    private DayBuckets(
            BucketTotals totals, long previousDay, long lastDay, byte[] bytes, int start, int last, int end) {
        this.totals = totals;
        this.previousDay = previousDay;
        this.lastDay = lastDay;
        this.bytes = bytes;
        this.start = start;
        this.last = last;
        this.end = end;
    }

    /** Encodes buckets that are in the order of their days, one a day. */
    public static DayBuckets of(List<DayBucket> buckets) {
        DayBuckets all = EMPTY;
        for (DayBucket bucket : buckets) {
            all = all.append(bucket);
        }
        return all;
    }

    /** Reads what {@link #writeTo} wrote; keeps a reference to the bytes. */
    public static DayBuckets read(StateBytes.Cursor state) {
        int size = state.count();
        if (size == 0) {
            return EMPTY;
        }
        long previousDay = state.signed();
        if (size < MANY) {
            return addedUp(state, size, previousDay);
        }
        long lastDay = previousDay + state.unsigned();
        BucketTotals totals = new BucketTotals(size, state.unsigned(), state.signed());
        int lastLength = state.count();
        int length = state.count();
        int start = state.skip(length);
        int end = start + length;
        return new DayBuckets(totals, previousDay, lastDay, state.bytes(), start, end - lastLength, end);
    }

    private static DayBuckets addedUp(StateBytes.Cursor state, int size, long previousDay) {
        int start = state.position();
        var reader = new DayBucketBytes.Reader(state, previousDay);
        long frequency = 0;
        long units = 0;
        int last = start;
        for (int i = 0; i < size; i++) {
            last = reader.position();
            reader.next();
            frequency += reader.orders();
            units = Math.addExact(units, reader.units());
        }
        BucketTotals totals = new BucketTotals(size, frequency, units);
        return new DayBuckets(totals, previousDay, reader.day(), state.bytes(), start, last, reader.position());
    }

    public void writeTo(StateBytes state) {
        state.unsigned(totals.size());
        if (isEmpty()) {
            return;
        }
        state.signed(previousDay);
        if (totals.size() >= MANY) {
            state.unsigned(lastDay - previousDay)
                    .unsigned(totals.frequency())
                    .signed(totals.units())
                    .unsigned(end - last)
                    .unsigned(end - start);
        }
        state.copy(bytes, start, end);
    }

    /** No less than the bytes that {@link #writeTo} writes. */
    public int mostBytes() {
        return LONGEST_HEADER + end - start;
    }

    public boolean isEmpty() {
        return totals.size() == 0;
    }

    public int size() {
        return totals.size();
    }

    /** Orders in all buckets. */
    public long frequency() {
        return totals.frequency();
    }

    /** What all buckets add up to. */
    public Money total() {
        return new Money(totals.units());
    }

    /** The same buckets, leaving the window one after the other. */
    public Expiries expiries() {
        return new Expiries(reader(), totals.size(), totals.frequency(), totals.units());
    }

    public List<DayBucket> toList() {
        List<DayBucket> buckets = new ArrayList<>(totals.size() + 1);
        var reader = reader();
        for (int i = 0; i < totals.size(); i++) {
            reader.next();
            buckets.add(reader.bucket());
        }
        return buckets;
    }

    /** Without those that have left the window by {@code now}. */
    DayBuckets inWindow(Window window, long now) {
        var reader = reader();
        BucketTotals rest = totals;
        long before = previousDay;
        int from = start;
        while (rest.size() > 0) {
            reader.next();
            if (!window.isOver(reader.lastAt(), now)) {
                break;
            }
            rest = rest.minus(reader.orders(), reader.units());
            before = reader.day();
            from = reader.position();
        }
        if (from == start) {
            return this;
        }
        return rest.size() == 0 ? EMPTY : new DayBuckets(rest, before, lastDay, bytes, from, last, end);
    }

    /** The last day of these that is not there any more where only {@code rest} is in the window. */
    long lastDayGone(DayBuckets rest) {
        return rest.isEmpty() ? lastDay : rest.previousDay;
    }

    Optional<DayBucket> find(long day) {
        if (isEmpty() || day > lastDay || day < previousDay) {
            return Optional.empty();
        }
        var reader = day == lastDay ? lastReader() : reader();
        do {
            reader.next();
        } while (reader.day() < day);
        return reader.day() == day ? Optional.of(reader.bucket()) : Optional.empty();
    }

    /** With this one at its place, instead of the one of the same day if there is one. */
    DayBuckets with(DayBucket bucket) {
        if (isEmpty() || bucket.day() > lastDay) {
            return append(bucket);
        }
        if (bucket.day() == lastDay) {
            return replaceLast(bucket);
        }
        List<DayBucket> more = toList();
        more.removeIf(other -> other.day() == bucket.day());
        int place = 0;
        while (place < more.size() && more.get(place).day() < bucket.day()) {
            place++;
        }
        more.add(place, bucket);
        return of(more);
    }

    DayBuckets without(DayBucket bucket) {
        List<DayBucket> rest = toList();
        rest.remove(bucket);
        return of(rest);
    }

    private DayBuckets append(DayBucket bucket) {
        return joined(totals, end, isEmpty() ? bucket.day() : lastDay, bucket);
    }

    private DayBuckets replaceLast(DayBucket bucket) {
        var reader = lastReader();
        long before = reader.day();
        reader.next();
        return joined(totals.minus(reader.orders(), reader.units()), last, before, bucket);
    }

    /** With a bucket after those that end at {@code upTo}, the last of which is of the day {@code before}. */
    private DayBuckets joined(BucketTotals others, int upTo, long before, DayBucket bucket) {
        StateBytes joined = new StateBytes(upTo - start + LONGEST).copy(bytes, start, upTo);
        DayBucketBytes.write(joined, bucket, before);
        return new DayBuckets(
                others.plus(bucket.orders(), bucket.total().units()),
                isEmpty() ? before : previousDay,
                bucket.day(),
                joined.array(),
                0,
                upTo - start,
                joined.length());
    }

    private DayBucketBytes.Reader lastReader() {
        StateBytes.Cursor state = new StateBytes.Cursor(bytes, last);
        return new DayBucketBytes.Reader(state, lastDay - DayBucketBytes.daysSincePrevious(bytes, last));
    }

    private DayBucketBytes.Reader reader() {
        return new DayBucketBytes.Reader(new StateBytes.Cursor(bytes, start), previousDay);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DayBuckets that && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
