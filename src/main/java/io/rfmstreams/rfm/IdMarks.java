package io.rfmstreams.rfm;

/**
 * Two bytes of the hash of each id, one mark after the other, so that an id is looked for among marks instead of among
 * entries. Fewer than {@value #FEW} entries have none.
 */
final class IdMarks {

    static final int BYTES = 2;

    private static final int FEW = 16;
    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private IdMarks() {}

    /** The bytes that the marks of so many entries take. */
    static int length(int size) {
        return size < FEW ? 0 : BYTES * size;
    }

    static void write(StateBytes state, String id) {
        int hash = hash(id);
        state.single(hash >>> 8).single(hash);
    }

    /**
     * The next place at which an id may stand.
     *
     * @param marks where the marks begin
     * @param from the first place to look at
     * @return the place; {@code size} where there is none
     */
    static int next(byte[] bytes, int marks, int from, int size, String id) {
        if (size < FEW) {
            return from;
        }
        int hash = hash(id);
        byte high = (byte) (hash >>> 8);
        byte low = (byte) hash;
        int place = from;
        while (place < size && (bytes[marks + BYTES * place] != high || bytes[marks + BYTES * place + 1] != low)) {
            place++;
        }
        return place;
    }

    private static int hash(String id) {
        return (id.hashCode() * HASH_MULTIPLIER) >>> 16;
    }
}
