package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A hash table of the RFM of customers. The last value of an id counts.
 *
 * <p>The table does not store ids. It identifies a customer by the first 128 bits of the SHA-256 of the id. Two customers
 * with equal bits would be one; with a hundred million customers the probability of that is about 10⁻²².
 *
 * <p>A slot takes 32 bytes, and 64 to 80 % of the slots are used. That is 40 to 50 bytes per customer, and as much again
 * while the table grows. The slots are ordered by hash: linear probing starts at the position given by the leading bits of
 * the hash and keeps each run of used slots sorted (Amble and Knuth, "Ordered hash tables", 1974).
 */
public final class CustomerTable {

    private static final int WORDS = 4;
    private static final int SPARE_SLOTS = 1_024;
    private static final double MAX_LOAD = 0.8;
    private static final double GROWTH = 1.25;
    private static final int INITIAL_CAPACITY = 1_024;
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
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
        capacity = INITIAL_CAPACITY;
        slots = emptySlots(capacity);
    }

    /**
     * Sets the RFM of a customer. Recency and frequency above 2³¹ − 1 are stored as 2³¹ − 1, a negative monetary value as
     * 0.
     */
    public void put(String customerId, Rfm rfm) {
        long counts = pack(Customers.atMostInt(rfm.recencyDays()), Customers.atMostInt(rfm.frequency()));
        write(customerId, counts, rfm.monetary().atLeastZero().units());
    }

    /** Removes a customer if the table has it. */
    public void remove(String customerId) {
        write(customerId, REMOVED, 0);
    }

    /** Returns whether the table has a customer. */
    public boolean contains(String customerId) {
        ByteBuffer hash = hash(customerId);
        long high = hash.getLong();
        long low = hash.getLong();
        int slot = find(high, low);
        return isPresent(slot) && compare(slot, high, low) == 0;
    }

    /** Returns the number of customers, active or not. Reads the whole table. */
    public int size() {
        int present = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            present += isPresent(slot) ? 1 : 0;
        }
        return present;
    }

    /** Returns the customers with a frequency of at least 1, ordered by the hashes of their ids. The others are counted. */
    public Customers toCustomers() {
        int count = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            count += isActive(slot) ? 1 : 0;
        }
        int[] recencyDays = new int[count];
        int[] frequency = new int[count];
        long[] monetaryUnits = new long[count];
        int next = 0;
        for (int slot = 0; slot < slots.length; slot += WORDS) {
            if (isActive(slot)) {
                recencyDays[next] = (int) (slots[slot + 2] >>> 32);
                frequency[next] = frequency(slot);
                monetaryUnits[next] = slots[slot + 3];
                next++;
            }
        }
        return new Customers(recencyDays, frequency, monetaryUnits, size() - count);
    }

    /**
     * Packs recency and frequency. The result is never {@link #EMPTY}, because one is added to the frequency, and never
     * {@link #REMOVED}, because recency is not negative.
     */
    private static long pack(int recencyDays, int frequency) {
        return ((long) recencyDays << 32) | ((frequency + 1) & 0xffff_ffffL);
    }

    private void write(String customerId, long counts, long units) {
        ByteBuffer hash = hash(customerId);
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

    private ByteBuffer hash(String customerId) {
        return ByteBuffer.wrap(digest.digest(customerId.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the first slot from the position of a hash on that is empty or has no lower hash. */
    private int find(long high, long low) {
        int slot = position(high, capacity);
        while (slots[slot + 2] != EMPTY && compare(slot, high, low) < 0) {
            slot += WORDS;
        }
        return slot;
    }

    /** Frees a slot for a hash and returns it. It is another slot if the table had to grow. */
    private int open(int slot, long high, long low) {
        int end = slot;
        while (slots[end + 2] != EMPTY) {
            end += WORDS;
        }
        // The last slot stays empty, so that no search runs past the end.
        if (used >= MAX_LOAD * capacity || end >= slots.length - WORDS) {
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
                next = Math.max(next, position(slots[slot], capacity));
                System.arraycopy(slots, slot, larger, next, WORDS);
                next += WORDS;
            }
        }
        slots = larger;
    }

    private static long[] emptySlots(int capacity) {
        return new long[Math.multiplyExact(Math.addExact(capacity, SPARE_SLOTS), WORDS)];
    }

    /** Returns the position of a hash, which is proportional to its leading bits. */
    private static int position(long high, int capacity) {
        return WORDS * (int) Math.multiplyHigh(high >>> 1, 2L * capacity);
    }

    private int compare(int slot, long high, long low) {
        int compared = Long.compareUnsigned(slots[slot], high);
        return compared != 0 ? compared : Long.compareUnsigned(slots[slot + 1], low);
    }

    private boolean isActive(int slot) {
        return isPresent(slot) && frequency(slot) > 0;
    }

    private int frequency(int slot) {
        return (int) slots[slot + 2] - 1;
    }

    private boolean isPresent(int slot) {
        return slots[slot + 2] != EMPTY && slots[slot + 2] != REMOVED;
    }
}
