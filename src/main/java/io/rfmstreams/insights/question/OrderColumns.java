package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times and amounts of orders of a number of customers, in arrays: an object for each order would take longer than its use. */
final class OrderColumns {

    static final OrderColumns NONE = new OrderColumns(0).sorted();

    private static final int FIRST_CAPACITY = 1024;

    /** Before sorting, the number of orders of the customer before each; then the place of the first order of each. */
    private final int[] starts;

    private int[] customers = new int[FIRST_CAPACITY];
    private long[] times = new long[FIRST_CAPACITY];
    private long[] units = new long[FIRST_CAPACITY];
    private int size;

    OrderColumns(int customers) {
        starts = new int[customers + 1];
    }

    /**
     * Adds an order.
     *
     * @param customer number of the customer from 0
     * @param at epoch milliseconds
     * @param amount in units of money
     */
    void add(int customer, long at, long amount) {
        if (size == times.length) {
            customers = Arrays.copyOf(customers, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
            units = Arrays.copyOf(units, 2 * size);
        }
        customers[size] = customer;
        times[size] = at;
        units[size++] = amount;
        starts[customer + 1]++;
    }

    /** Sorts the orders by customer; then their buckets can be asked for. */
    OrderColumns sorted() {
        for (int customer = 1; customer < starts.length; customer++) {
            starts[customer] += starts[customer - 1];
        }
        int[] next = starts.clone();
        long[] sortedTimes = new long[size];
        long[] sortedUnits = new long[size];
        for (int order = 0; order < size; order++) {
            int first = starts[customers[order]];
            int place = next[customers[order]]++;
            for (; place > first && sortedTimes[place - 1] > times[order]; place--) {
                sortedTimes[place] = sortedTimes[place - 1];
                sortedUnits[place] = sortedUnits[place - 1];
            }
            sortedTimes[place] = times[order];
            sortedUnits[place] = units[order];
        }
        times = sortedTimes;
        units = sortedUnits;
        customers = new int[0];
        return this;
    }

    /**
     * Returns the day buckets of a customer.
     *
     * @param from the time before which orders are left out, epoch milliseconds
     * @throws ArithmeticException if their total exceeds 64 bits
     */
    DayBuckets buckets(int customer, long from) {
        List<DayBucket> buckets = new ArrayList<>();
        int end = starts[customer + 1];
        int order = starts[customer];
        while (order < end && times[order] < from) {
            order++;
        }
        while (order < end) {
            long day = Math.floorDiv(times[order], DayBucket.DAY_MILLIS);
            long sum = 0;
            int first = order;
            for (; order < end && Math.floorDiv(times[order], DayBucket.DAY_MILLIS) == day; order++) {
                sum = Math.addExact(sum, units[order]);
            }
            long last = times[order - 1];
            buckets.add(new DayBucket(day, order - first, sum, last, DayBucket.NONE, last));
        }
        return DayBuckets.of(buckets);
    }
}
