package io.rfmstreams.rfm;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The 16-bit hashes of the ids of a customer's stored orders. If the hash of an id is missing, the order is not stored,
 * so that no row is read for a new order. With more than {@value #MAX_SIZE} orders there are no hashes, because
 * they would be written with each change of the customer. Then any id may be stored. Instances are immutable.
 */
public final class IdHashes {

    /** Maximum number of hashes. */
    public static final int MAX_SIZE = 128;

    public static final IdHashes EMPTY = new IdHashes(new short[0], false);

    /** The hashes of more than {@link #MAX_SIZE} orders. */
    public static final IdHashes ANY = new IdHashes(new short[0], true);

    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private final short[] hashes;
    private final boolean any;

    private IdHashes(short[] hashes, boolean any) {
        this.hashes = hashes;
        this.any = any;
    }

    /** Returns hashes as they were stored. Keeps a reference to the array. */
    public static IdHashes stored(short[] hashes) {
        return hashes.length == 0 ? EMPTY : new IdHashes(hashes, false);
    }

    static IdHashes of(Collection<String> ids) {
        if (ids.size() > MAX_SIZE) {
            return ANY;
        }
        short[] hashes = new short[ids.size()];
        int place = 0;
        for (String id : ids) {
            hashes[place++] = hash(id);
        }
        return stored(hashes);
    }

    /** Returns whether any id may be stored. */
    public boolean isAny() {
        return any;
    }

    public int size() {
        return hashes.length;
    }

    public short get(int index) {
        return hashes[index];
    }

    boolean mayHold(String id) {
        short hash = hash(id);
        for (short each : hashes) {
            if (each == hash) {
                return true;
            }
        }
        return any;
    }

    IdHashes with(String id) {
        if (any || hashes.length == MAX_SIZE) {
            return ANY;
        }
        short[] more = Arrays.copyOf(hashes, hashes.length + 1);
        more[hashes.length] = hash(id);
        return new IdHashes(more, false);
    }

    private static short hash(String id) {
        return (short) ((id.hashCode() * HASH_MULTIPLIER) >>> 16);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdHashes that && any == that.any && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes) + Boolean.hashCode(any);
    }

    @Override
    public String toString() {
        return any ? "any" : Arrays.toString(hashes);
    }
}
