package io.rfmstreams.rfm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Orders and refunds by time, oldest first, as bytes: their {@link IdMarks}, then one {@link RememberedBytes} after the
 * other. How long before the first entry its time counts from is of no meaning, so that the oldest can be left out without
 * touching the rest. Immutable.
 */
final class EncodedEntries {

    static final EncodedEntries EMPTY = new EncodedEntries(0, 0, 0, new byte[0], 0, 0, 0);

    private static final int USUAL_SIZE = 32;

    private final int size;
    private final long firstAt;
    private final long lastAt;
    private final byte[] bytes;
    private final int marks;
    private final int start;
    private final int end;

    /** The marks stand in {@code bytes} from {@code marks} on, and the entries from {@code start} to {@code end}. */
    private EncodedEntries(int size, long firstAt, long lastAt, byte[] bytes, int marks, int start, int end) {
        this.size = size;
        this.firstAt = firstAt;
        this.lastAt = lastAt;
        this.bytes = bytes;
        this.marks = marks;
        this.start = start;
        this.end = end;
    }

    /** Encodes entries that are in the order of their time. */
    static EncodedEntries of(List<Remembered> entries) {
        if (entries.isEmpty()) {
            return EMPTY;
        }
        int size = entries.size();
        StateBytes bytes = new StateBytes(USUAL_SIZE * size);
        if (IdMarks.length(size) > 0) {
            entries.forEach(entry -> IdMarks.write(bytes, entry.id()));
        }
        long firstAt = entries.get(0).at();
        long previous = firstAt;
        for (Remembered entry : entries) {
            RememberedBytes.write(bytes, entry, previous);
            previous = entry.at();
        }
        return new EncodedEntries(size, firstAt, previous, bytes.array(), 0, IdMarks.length(size), bytes.length());
    }

    /** Reads what {@link #writeTo} wrote; keeps a reference to the bytes. */
    static EncodedEntries read(StateBytes.Cursor state) {
        int size = state.count();
        if (size == 0) {
            return EMPTY;
        }
        long firstAt = state.signed();
        long lastAt = firstAt + state.unsigned();
        int length = state.count();
        int marks = state.skip(IdMarks.length(size));
        int start = state.skip(length);
        return new EncodedEntries(size, firstAt, lastAt, state.bytes(), marks, start, start + length);
    }

    /** Writes size, times, marks and entries, with some that come after these; those need marks to be here too. */
    void writeTo(StateBytes state, List<Remembered> newer) {
        state.unsigned(size + newer.size());
        if (size == 0) {
            return;
        }
        StateBytes added = new StateBytes(USUAL_SIZE * newer.size());
        long previous = lastAt;
        for (Remembered entry : newer) {
            RememberedBytes.write(added, entry, previous);
            previous = entry.at();
        }
        state.signed(firstAt)
                .unsigned(previous - firstAt)
                .unsigned(end - start + added.length())
                .copy(bytes, marks, marks + IdMarks.length(size));
        newer.forEach(entry -> IdMarks.write(state, entry.id()));
        state.copy(bytes, start, end).copy(added.array(), 0, added.length());
    }

    /** With one that comes after these, of which there are some. */
    EncodedEntries with(Remembered newer) {
        if (IdMarks.length(size + 1) > 0 && !hasMarks()) {
            List<Remembered> more = oldest(entry -> true, size);
            more.add(newer);
            return of(more);
        }
        return with(List.of(newer));
    }

    /** With some that come after these; only where they have marks already, or get none. */
    EncodedEntries with(List<Remembered> newer) {
        StateBytes longer = new StateBytes(length() + USUAL_SIZE * newer.size());
        longer.copy(bytes, marks, marks + IdMarks.length(size));
        if (hasMarks()) {
            newer.forEach(entry -> IdMarks.write(longer, entry.id()));
        }
        longer.copy(bytes, start, end);
        long previous = lastAt;
        for (Remembered entry : newer) {
            RememberedBytes.write(longer, entry, previous);
            previous = entry.at();
        }
        int more = size + newer.size();
        return new EncodedEntries(more, firstAt, previous, longer.array(), 0, IdMarks.length(more), longer.length());
    }

    boolean hasMarks() {
        return IdMarks.length(size) > 0;
    }

    /** The bytes of marks and entries. */
    int length() {
        return IdMarks.length(size) + end - start;
    }

    int size() {
        return size;
    }

    /** When the oldest happened, epoch milliseconds. */
    long firstAt() {
        return firstAt;
    }

    /** When the newest happened. */
    long lastAt() {
        return lastAt;
    }

    /** The first entry of this id and type. */
    <T extends Remembered> Optional<T> find(Class<T> type, String id) {
        int first = nextLike(id, 0);
        if (first == size) {
            return Optional.empty();
        }
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        StateBytes.Cursor cursor = cursor();
        long at = before();
        int passed = 0;
        for (int place = first; place < size; place = nextLike(id, place + 1)) {
            for (; passed < place; passed++) {
                at += RememberedBytes.skip(cursor);
            }
            int entry = cursor.position();
            long entryAt = at + RememberedBytes.readTime(cursor);
            cursor.unsigned();
            int length = cursor.count();
            int from = cursor.skip(length);
            if (Arrays.equals(bytes, from, from + length, utf8, 0, utf8.length)) {
                Remembered found = RememberedBytes.read(new StateBytes.Cursor(bytes, entry), at);
                if (type.isInstance(found)) {
                    return Optional.of(type.cast(found));
                }
            }
            at = entryAt;
            passed = place + 1;
        }
        return Optional.empty();
    }

    /** The oldest ones, as long as they meet a condition, and at most so many. */
    List<Remembered> oldest(Predicate<Remembered> condition, int most) {
        List<Remembered> oldest = new ArrayList<>();
        StateBytes.Cursor cursor = cursor();
        long at = before();
        while (oldest.size() < Math.min(most, size)) {
            Remembered entry = RememberedBytes.read(cursor, at);
            if (!condition.test(entry)) {
                break;
            }
            oldest.add(entry);
            at = entry.at();
        }
        return oldest;
    }

    /** Without the oldest ones, of which there are more. */
    EncodedEntries without(int oldest) {
        StateBytes.Cursor cursor = cursor();
        long at = before();
        for (int i = 0; i < oldest; i++) {
            at += RememberedBytes.skip(cursor);
        }
        int from = cursor.position();
        at += RememberedBytes.readTime(cursor);
        return new EncodedEntries(size - oldest, at, lastAt, bytes, marks + IdMarks.BYTES * oldest, from, end);
    }

    private StateBytes.Cursor cursor() {
        return new StateBytes.Cursor(bytes, start);
    }

    /** The moment that the first entry's time counts from. */
    private long before() {
        return size == 0 ? 0 : firstAt - RememberedBytes.readTime(cursor());
    }

    private int nextLike(String id, int from) {
        return IdMarks.next(bytes, marks, from, size, id);
    }
}
