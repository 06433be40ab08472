package io.rfmstreams.training;

import java.util.function.IntToLongFunction;

/**
 * Sorts customers by a non-negative number. Customers with equal numbers keep their order. A radix sort is stable and takes
 * two ints per customer, no objects.
 */
final class RankOrder {

    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private RankOrder() {}

    /** Returns the customers 0 to size − 1, ordered by their numbers. */
    static int[] ascending(int size, IntToLongFunction number) {
        long largest = 0;
        int[] ranked = new int[size];
        for (int customer = 0; customer < size; customer++) {
            ranked[customer] = customer;
            largest = Math.max(largest, number.applyAsLong(customer));
        }
        int[] spare = new int[size];
        for (int shift = 0; shift < Long.SIZE && largest >>> shift > 0; shift += DIGIT_BITS) {
            sortByDigit(ranked, spare, number, shift);
            int[] sorted = spare;
            spare = ranked;
            ranked = sorted;
        }
        return ranked;
    }

    private static void sortByDigit(int[] from, int[] to, IntToLongFunction number, int shift) {
        int[] starts = new int[DIGITS + 1];
        for (int customer : from) {
            starts[digit(number.applyAsLong(customer), shift) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            starts[digit + 1] += starts[digit];
        }
        for (int customer : from) {
            to[starts[digit(number.applyAsLong(customer), shift)]++] = customer;
        }
    }

    private static int digit(long number, int shift) {
        return (int) (number >>> shift) & (DIGITS - 1);
    }
}
