package io.rfmstreams.rfm;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders and refunds by time, oldest first. A busy customer has a thousand of them, of which a purchase adds one and drops
 * one: the others stay as the bytes that they have in state, and are copied once, when they are written. Immutable.
 */
public final class RememberedEntries {

    static final RememberedEntries EMPTY = new RememberedEntries(EncodedEntries.EMPTY, null);

    private static final int LONGEST_HEADER = 40;

    private final EncodedEntries encoded;
    private final @Nullable Remembered newest;

    /** The newest is null where it is encoded too; it is never the only one. */
    private RememberedEntries(EncodedEntries encoded, @Nullable Remembered newest) {
        this.encoded = encoded;
        this.newest = newest;
    }

    /** Of entries that are in the order of their time. */
    static RememberedEntries of(List<Remembered> entries) {
        return new RememberedEntries(EncodedEntries.of(entries), null);
    }

    /** Reads what {@link #writeTo} wrote; keeps a reference to the bytes. */
    static RememberedEntries read(StateBytes.Cursor state) {
        int size = state.count();
        if (size == 0) {
            return EMPTY;
        }
        long firstAt = state.signed();
        long lastAt = firstAt + state.unsigned();
        int length = state.count();
        return new RememberedEntries(EncodedEntries.read(state, size, firstAt, lastAt, length), null);
    }

    /** Writes size, times, marks and entries. */
    public void writeTo(StateBytes state) {
        state.unsigned(size());
        if (isEmpty()) {
            return;
        }
        StateBytes added = new StateBytes(newest == null ? 0 : LONGEST_HEADER);
        if (newest != null) {
            RememberedBytes.write(added, newest, encoded.lastAt());
        }
        state.signed(firstAt()).unsigned(lastAt() - firstAt()).unsigned(encoded.length() + added.length());
        encoded.writeMarks(state);
        if (newest != null && IdMarks.length(size()) > 0) {
            IdMarks.write(state, newest.id());
        }
        encoded.writeEntries(state);
        state.copy(added.array(), 0, added.length());
    }

    /** No less than the bytes that {@link #writeTo} writes. */
    public int mostBytes() {
        int added = newest == null ? 0 : newest.id().length() * 3 + LONGEST_HEADER;
        return LONGEST_HEADER + IdMarks.length(size()) + encoded.length() + added;
    }

    int size() {
        return encoded.size() + (newest == null ? 0 : 1);
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
        return found.isEmpty() && type.isInstance(newest) && newest.id().equals(id)
                ? Optional.of(type.cast(newest))
                : found;
    }

    /** With one more, at its place in time. */
    RememberedEntries with(Remembered added) {
        if (!isEmpty() && newest == null && added.at() >= lastAt() && !IdMarks.startAt(size() + 1)) {
            return new RememberedEntries(encoded, added);
        }
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
        if (newest != null && oldest.size() == encoded.size() && condition.test(newest)) {
            oldest.add(newest);
        }
        return oldest;
    }

    List<Remembered> toList() {
        return oldest(entry -> true);
    }

    /** Without the oldest ones. */
    RememberedEntries without(int oldest) {
        boolean losesMarks = newest != null && IdMarks.startAt(size() - oldest);
        return oldest < encoded.size() && !losesMarks
                ? new RememberedEntries(encoded.without(oldest), newest)
                : of(toList().subList(oldest, size()));
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
        return newest == null ? encoded.lastAt() : newest.at();
    }
}
