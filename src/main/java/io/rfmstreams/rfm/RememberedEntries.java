package io.rfmstreams.rfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders and refunds by time, oldest first. A busy customer has a thousand of them, of which a purchase adds one and drops
 * one: the others stay as the bytes that they have in state, and are copied once, when they are written. Immutable.
 */
public final class RememberedEntries {

    static final RememberedEntries EMPTY = new RememberedEntries(EncodedEntries.EMPTY, List.of());

    private static final int LONGEST_HEADER = 40;
    private static final int MOST_BYTES_A_CHAR = 3;

    /** So many are kept beside the bytes before these are written anew. */
    private static final int MOST_NEWEST = 8;

    private final EncodedEntries encoded;
    private final List<Remembered> newest;

    /** The newest are not encoded yet; there are none where the encoded ones are too few to have marks. */
    private RememberedEntries(EncodedEntries encoded, List<Remembered> newest) {
        this.encoded = encoded;
        this.newest = newest;
    }

    /** Of entries that are in the order of their time. */
    static RememberedEntries of(List<Remembered> entries) {
        return new RememberedEntries(EncodedEntries.of(entries), List.of());
    }

    /** Reads what {@link #writeTo} wrote; keeps a reference to the bytes. */
    static RememberedEntries read(StateBytes.Cursor state) {
        return new RememberedEntries(EncodedEntries.read(state), List.of());
    }

    /** Writes size, times, marks and entries. */
    public void writeTo(StateBytes state) {
        encoded.writeTo(state, newest);
    }

    /** No less than the bytes that {@link #writeTo} writes. */
    public int mostBytes() {
        int most = LONGEST_HEADER + encoded.length();
        for (Remembered entry : newest) {
            most += LONGEST_HEADER + MOST_BYTES_A_CHAR * entry.id().length();
        }
        return most;
    }

    int size() {
        return encoded.size() + newest.size();
    }

    boolean isEmpty() {
        return encoded.size() == 0;
    }

    /** When the oldest happened; of no meaning where there is none. */
    long firstAt() {
        return encoded.firstAt();
    }

    /** The first entry of this id and type. */
    <T extends Remembered> Optional<T> find(Class<T> type, String id) {
        Optional<T> found = encoded.find(type, id);
        for (int i = 0; i < newest.size() && found.isEmpty(); i++) {
            Remembered entry = newest.get(i);
            if (type.isInstance(entry) && entry.id().equals(id)) {
                return Optional.of(type.cast(entry));
            }
        }
        return found;
    }

    /** With one more, at its place in time. */
    RememberedEntries with(Remembered added) {
        if (isEmpty() || added.at() < lastAt()) {
            return inserting(added);
        }
        if (!encoded.hasMarks()) {
            return new RememberedEntries(encoded.with(added), List.of());
        }
        List<Remembered> more = new ArrayList<>(newest.size() + 1);
        more.addAll(newest);
        more.add(added);
        return more.size() <= MOST_NEWEST
                ? new RememberedEntries(encoded, more)
                : new RememberedEntries(encoded.with(more), List.of());
    }

    private RememberedEntries inserting(Remembered added) {
        List<Remembered> more = toList();
        int place = more.size();
        while (place > 0 && more.get(place - 1).at() > added.at()) {
            place--;
        }
        more.add(place, added);
        return of(more);
    }

    /** The oldest ones. */
    List<Remembered> oldest(int count) {
        return count <= encoded.size() ? encoded.oldest(entry -> true, count) : toList().subList(0, count);
    }

    /** The oldest ones, as long as they meet a condition. */
    List<Remembered> oldest(Predicate<Remembered> condition) {
        List<Remembered> oldest = encoded.oldest(condition, encoded.size());
        for (int i = 0;
                i < newest.size() && oldest.size() == encoded.size() + i && condition.test(newest.get(i));
                i++) {
            oldest.add(newest.get(i));
        }
        return oldest;
    }

    List<Remembered> toList() {
        return oldest(entry -> true);
    }

    /** Without the oldest ones. */
    RememberedEntries without(int oldest) {
        if (oldest < encoded.size()) {
            EncodedEntries rest = encoded.without(oldest);
            if (newest.isEmpty() || rest.hasMarks()) {
                return new RememberedEntries(rest, newest);
            }
        }
        return of(toList().subList(oldest, size()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RememberedEntries that && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return toList().toString();
    }

    private long lastAt() {
        return newest.isEmpty()
                ? encoded.lastAt()
                : newest.get(newest.size() - 1).at();
    }
}
