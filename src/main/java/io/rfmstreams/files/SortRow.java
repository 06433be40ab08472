package io.rfmstreams.files;

import java.util.Arrays;

/** A row of an {@link ExternalSort}. Rows are compared by the unsigned bytes of their keys. The arrays must not be changed. */
public final class SortRow implements Comparable<SortRow> {

    /** The memory of a row besides the bytes of its key and value: three object headers, references and padding. */
    private static final int OVERHEAD = 80;

    private final byte[] key;
    private final byte[] value;

    @SuppressWarnings("ArrayAsValue") // rows are many and short-lived, so the arrays are not copied
    SortRow(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    /** Returns the key. */
    public byte[] key() {
        return key;
    }

    /** Returns the value. */
    public byte[] value() {
        return value;
    }

    /** Returns the memory that the row takes, in bytes. */
    int memory() {
        return OVERHEAD + key.length + value.length;
    }

    @Override
    public int compareTo(SortRow other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortRow row && Arrays.equals(key, row.key) && Arrays.equals(value, row.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
    }
}
