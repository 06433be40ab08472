package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The number of customers of each segment on each day from now on if nobody buys. Customers are added as ranges of days, whose
 * ends are summed up when a day is asked for.
 */
final class SizeForecast {

    static final int DAYS = 365;

    private static final Sums NOBODY = new Sums();

    private final Answer.Context context;
    private final Map<String, Sums> segments = new HashMap<>();
    private final long[] leaving = new long[DAYS + 2];
    private final long[] unitsAtStake = new long[DAYS + 2];
    private long approximate;

    /** @param context when the forecast begins and how fresh the tables were */
    SizeForecast(Answer.Context context) {
        this.context = context;
    }

    /** Returns the first day on whose time of day a moment has come, at most one after the last day. */
    int day(long moment) {
        long millis = Math.max(0, moment - context.asOf());
        return (int) Math.min(DAYS + 1L, (millis + DayBucket.DAY_MILLIS - 1) / DayBucket.DAY_MILLIS);
    }

    /** Returns the sums of a segment, to which customers can be added. */
    Sums of(String segment) {
        return segments.computeIfAbsent(segment, first -> new Sums());
    }

    /** The changes of the number of customers and of their monetary value from each day to the next. */
    static final class Sums {

        private final long[] customers = new long[DAYS + 2];
        private final long[] units = new long[DAYS + 2];

        /** Adds a customer, with a monetary value in units, to the days from the first one until before the second one. */
        void add(int from, int until, long monetary) {
            if (from < until) {
                int end = Math.min(until, DAYS + 1);
                customers[from]++;
                customers[end]--;
                units[from] += monetary;
                units[end] -= monetary;
            }
        }
    }

    /** Adds a customer who moves to a lower rank next. */
    void addLeaving(int day, long monetary) {
        leaving[day]++;
        unitsAtStake[day] += Math.max(0, monetary);
    }

    void countApproximate() {
        approximate++;
    }

    Answer.Context context() {
        return context;
    }

    Set<String> segments() {
        return Set.copyOf(segments.keySet());
    }

    long customers(String segment, int day) {
        return sum(segments.getOrDefault(segment, NOBODY).customers, day);
    }

    /** Returns today's monetary value of the customers of a segment on a day, in units of money. */
    long units(String segment, int day) {
        return sum(segments.getOrDefault(segment, NOBODY).units, day);
    }

    /** Returns how many customers move next to a lower rank, up to a day. */
    long leaving(int day) {
        return sum(leaving, day);
    }

    long unitsAtStake(int day) {
        return sum(unitsAtStake, day);
    }

    /** Returns the number of customers whose orders in the tables do not give the RFM of the profile. */
    long approximate() {
        return approximate;
    }

    private static long sum(long[] numbers, int last) {
        long sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += numbers[i];
        }
        return sum;
    }
}
