package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Takes customers one by one, the last value of an id counting, and keeps no id: a customer is known by the first 128 bits
 * of the SHA-256 of the id, and two that shared them (about one chance in 10²² with a hundred million customers) would be
 * one.
 *
 * <p>One array of 32 bytes a slot, 64 to 80 % of them used, so 40 to 50 bytes a customer while reading, and as much again
 * for the moment in which the array grows. The slots are in the order of the hashes: linear probing from the place that the
 * hash's leading bits give, keeping what stands together sorted (Amble and Knuth, "Ordered hash tables", 1974).
 */
public final class CustomerTable {

    private static final int WORDS = 4;
    private static final int SPARE_SLOTS = 1_024;
    private static final double MOST_USED = 0.8;
    private static final double GROWTH = 1.25;
    private static final int FIRST_CAPACITY = 1_024;
    private static final long EMPTY = 0;
    private static final long REMOVED = -1;

    private final MessageDigest digest;
    private int capacity;
    private long[] slots;
    private int used;

    public CustomerTable() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        capacity = FIRST_CAPACITY;
        slots = emptySlots(capacity);
    }

    /** Adds a customer, or replaces what was said of this one before. Counts above 2³¹ − 1 count as that. */
    public void put(String customerId, Rfm rfm) {
        long counts = pack(atMostInt(rfm.recencyDays()), atMostInt(rfm.frequency()));
        write(customerId, counts, rfm.monetary().atLeastZero().units());
    }

    /** Takes a customer out, if there. */
    public void remove(String customerId) {
        write(customerId, REMOVED, 0);
    }

    /** The customers, in the order of their hashes. */
    public Customers toCustomers() {
        int count = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            count += isPresent(slot) ? 1 : 0;
        }
        int[] recencyDays = new int[count];
        int[] frequency = new int[count];
        long[] monetaryUnits = new long[count];
        int next = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            if (isPresent(slot)) {
                recencyDays[next] = (int) (slots[slot + 2] >>> 32);
                frequency[next] = (int) slots[slot + 2] - 1;
                monetaryUnits[next] = slots[slot + 3];
                next++;
            }
        }
        return new Customers(recencyDays, frequency, monetaryUnits);
    }

    /** Never {@link #EMPTY}, since one is added to the frequency, nor {@link #REMOVED}, since recency is not negative. */
    private static long pack(int recencyDays, int frequency) {
        return ((long) recencyDays << 32) | ((frequency + 1) & 0xffff_ffffL);
    }

    private static int atMostInt(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private void write(String customerId, long counts, long units) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(customerId.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong();
        long low = hash.getLong();
        int slot = find(high, low);
        if (slots[slot + 2] == EMPTY || compare(slot, high, low) != 0) {
            if (counts == REMOVED) {
                return;
            }
            slot = open(slot, high, low);
            slots[slot] = high;
            slots[slot + 1] = low;
            used++;
        }
        slots[slot + 2] = counts;
        slots[slot + 3] = units;
    }

    /** The first slot from its place on that is empty or holds nothing less. */
    private int find(long high, long low) {
        int slot = place(high, capacity);
        while (slots[slot + 2] != EMPTY && compare(slot, high, low) < 0) {
            slot += WORDS;
        }
        return slot;
    }

    /** Makes room at a slot and returns where the room is, elsewhere once the table has grown. */
    private int open(int slot, long high, long low) {
        int end = slot;
        while (slots[end + 2] != EMPTY) {
            end += WORDS;
        }
        // The last slot stays empty, so that no search runs over the end.
        if (used >= MOST_USED * capacity || end >= slots.length - WORDS) {
            grow();
            return open(find(high, low), high, low);
        }
        System.arraycopy(slots, slot, slots, slot + WORDS, end - slot);
        return slot;
    }

    private void grow() {
        capacity = Math.addExact((int) (capacity * GROWTH), 1);
        long[] larger = emptySlots(capacity);
        int next = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            if (slots[slot + 2] != EMPTY) {
                next = Math.max(next, place(slots[slot], capacity));
                System.arraycopy(slots, slot, larger, next, WORDS);
                next += WORDS;
            }
        }
        slots = larger;
    }

    private static long[] emptySlots(int capacity) {
        return new long[Math.multiplyExact(Math.addExact(capacity, SPARE_SLOTS), WORDS)];
    }

    /** In proportion to the hash's leading bits. */
    private static int place(long high, int capacity) {
        return WORDS * (int) Math.multiplyHigh(high >>> 1, 2L * capacity);
    }

    private int compare(int slot, long high, long low) {
        int compared = Long.compareUnsigned(slots[slot], high);
        return compared != 0 ? compared : Long.compareUnsigned(slots[slot + 1], low);
    }

    private boolean isPresent(int slot) {
        return slots[slot + 2] != EMPTY && slots[slot + 2] != REMOVED;
    }
}
