package io.rfmstreams.rfm;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the ids of a customer's kept orders, 16 bits each: an id whose hash is missing is certainly not kept, so that
 * nothing has to be read for a new order. Beyond {@value #MOST} orders there are none, and every id may be kept: reading costs
 * less there than writing the hashes with each change of the customer. Immutable.
 */
public final class IdHashes {

    /** The most orders of which hashes are kept. */
    public static final int MOST = 128;

    public static final IdHashes EMPTY = new IdHashes(new short[0], false);

    /** Of more than {@link #MOST} orders. */
    public static final IdHashes ANY = new IdHashes(new short[0], true);

    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private final short[] hashes;
    private final boolean any;

    private IdHashes(short[] hashes, boolean any) {
        this.hashes = hashes;
        this.any = any;
    }

    /** Takes hashes as they were stored; keeps a reference to the array. */
    public static IdHashes stored(short[] hashes) {
        return hashes.length == 0 ? EMPTY : new IdHashes(hashes, false);
    }

    static IdHashes of(Collection<String> ids) {
        if (ids.size() > MOST) {
            return ANY;
        }
        short[] hashes = new short[ids.size()];
        int place = 0;
        for (String id : ids) {
            hashes[place++] = hash(id);
        }
        return stored(hashes);
    }

    /** Whether every id may be kept. */
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
        if (any || hashes.length == MOST) {
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
