package io.rfmstreams.rfm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders and refunds by time, oldest first, as the bytes that they have in state. A busy customer has a thousand of them,
 * of which a purchase adds one and drops one: neither needs to read the others. From {@value #FEW} on, two bytes of each
 * id's hash stand before them all, so that an id is looked for there.
 *
 * <p>An entry is the time since the one before, what it is and what is left of it, and the id. Immutable.
 */
public final class RememberedEntries {

    static final RememberedEntries EMPTY = new RememberedEntries(0, 0, 0, new byte[0], 0, 0, 0);

    private static final int FEW = 16;
    private static final int MARK_BYTES = 2;
    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    private final int size;
    private final long firstAt;
    private final long lastAt;
    private final byte[] bytes;
    private final int marks;
    private final int start;
    private final int end;

    /** The marks stand in {@code bytes} from {@code marks} on, and the entries from {@code start} to {@code end}. */
    private RememberedEntries(int size, long firstAt, long lastAt, byte[] bytes, int marks, int start, int end) {
        this.size = size;
        this.firstAt = firstAt;
        this.lastAt = lastAt;
        this.bytes = bytes;
        this.marks = marks;
        this.start = start;
        this.end = end;
    }

    /** Encodes entries that are in the order of their time. */
    static RememberedEntries of(List<Remembered> entries) {
        if (entries.isEmpty()) {
            return EMPTY;
        }
        int size = entries.size();
        StateBytes body = new StateBytes(32 * size);
        byte[] marks = new byte[marksLength(size)];
        long previous = entries.get(0).at();
        for (int i = 0; i < size; i++) {
            Remembered entry = entries.get(i);
            RememberedBytes.write(body, entry, previous);
            if (marks.length > 0) {
                mark(marks, i, entry.id());
            }
            previous = entry.at();
        }
        byte[] bytes = Arrays.copyOf(marks, marks.length + body.length());
        body.copyTo(bytes, marks.length);
        return new RememberedEntries(size, entries.get(0).at(), previous, bytes, 0, marks.length, bytes.length);
    }

    /** Reads what {@link #writeTo} wrote; keeps a reference to the bytes. */
    static RememberedEntries read(StateBytes.Cursor state) {
        int size = (int) state.unsigned();
        if (size == 0) {
            return EMPTY;
        }
        long firstAt = state.signed();
        long lastAt = firstAt + state.unsigned();
        int length = (int) state.unsigned();
        int marks = state.skip(marksLength(size));
        int start = state.skip(length);
        return new RememberedEntries(size, firstAt, lastAt, state.bytes(), marks, start, start + length);
    }

    /** Writes size, times, marks and entries. */
    public void writeTo(StateBytes state) {
        state.unsigned(size);
        if (size > 0) {
            state.signed(firstAt)
                    .unsigned(lastAt - firstAt)
                    .unsigned(end - start)
                    .copy(bytes, marks, marks + marksLength(size))
                    .copy(bytes, start, end);
        }
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When the oldest happened; of no meaning where there is none. */
    long firstAt() {
        return firstAt;
    }

    /** The first entry of this id and type. */
    <T extends Remembered> Optional<T> find(Class<T> type, String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        StateBytes.Cursor cursor = new StateBytes.Cursor(bytes, start);
        long at = firstAt;
        int passed = 0;
        for (int place = nextLike(id, 0); place < size; place = nextLike(id, place + 1)) {
            for (; passed < place; passed++) {
                at += RememberedBytes.skip(cursor);
            }
            int entry = cursor.position();
            long entryAt = at + RememberedBytes.readTime(cursor);
            cursor.unsigned();
            int length = (int) cursor.unsigned();
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

    /** With one more, at its place in time. */
    RememberedEntries with(Remembered added) {
        if (size == 0) {
            return of(List.of(added));
        }
        if (added.at() < lastAt || size + 1 == FEW) {
            List<Remembered> more = toList();
            int place = size;
            while (place > 0 && more.get(place - 1).at() > added.at()) {
                place--;
            }
            more.add(place, added);
            return of(more);
        }
        int marksLength = marksLength(size + 1);
        StateBytes longer =
                new StateBytes(marksLength + end - start + 2 * added.id().length() + 32);
        if (marksLength > 0) {
            longer.copy(bytes, marks, marks + marksLength(size));
            byte[] mark = new byte[MARK_BYTES];
            mark(mark, 0, added.id());
            longer.copy(mark, 0, MARK_BYTES);
        }
        longer.copy(bytes, start, end);
        RememberedBytes.write(longer, added, lastAt);
        return new RememberedEntries(size + 1, firstAt, added.at(), longer.array(), 0, marksLength, longer.length());
    }

    /** The oldest ones. */
    List<Remembered> oldest(int count) {
        return oldest(new ArrayList<>(count), entry -> true, count);
    }

    /** The oldest ones, as long as they meet a condition. */
    List<Remembered> oldest(Predicate<Remembered> condition) {
        return oldest(new ArrayList<>(), condition, size);
    }

    List<Remembered> toList() {
        return oldest(size);
    }

    private List<Remembered> oldest(List<Remembered> oldest, Predicate<Remembered> condition, int most) {
        StateBytes.Cursor cursor = new StateBytes.Cursor(bytes, start);
        long at = firstAt;
        while (oldest.size() < most) {
            Remembered entry = RememberedBytes.read(cursor, at);
            if (!condition.test(entry)) {
                break;
            }
            oldest.add(entry);
            at = entry.at();
        }
        return oldest;
    }

    /** Without the oldest ones. */
    RememberedEntries without(int oldest) {
        int rest = size - oldest;
        if (oldest == 0 || rest == 0) {
            return oldest == 0 ? this : EMPTY;
        }
        StateBytes.Cursor cursor = new StateBytes.Cursor(bytes, start);
        long at = firstAt;
        for (int i = 0; i < oldest; i++) {
            at += RememberedBytes.skip(cursor);
        }
        at += RememberedBytes.readTime(cursor);
        int marksLength = marksLength(rest);
        StateBytes shorter = new StateBytes(marksLength + 1 + end - cursor.position());
        shorter.copy(bytes, marks + MARK_BYTES * oldest, marks + MARK_BYTES * oldest + marksLength)
                .unsigned(0)
                .copy(bytes, cursor.position(), end);
        return new RememberedEntries(rest, at, lastAt, shorter.array(), 0, marksLength, shorter.length());
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

    /** The next place, from one on, at which this id may stand; where there is none, {@link #size}. */
    private int nextLike(String id, int from) {
        if (size < FEW) {
            return from;
        }
        int hash = hash(id);
        byte high = (byte) (hash >>> 8);
        byte low = (byte) hash;
        int place = from;
        while (place < size
                && (bytes[marks + MARK_BYTES * place] != high || bytes[marks + MARK_BYTES * place + 1] != low)) {
            place++;
        }
        return place;
    }

    private static int marksLength(int size) {
        return size < FEW ? 0 : MARK_BYTES * size;
    }

    private static void mark(byte[] marks, int place, String id) {
        int hash = hash(id);
        marks[MARK_BYTES * place] = (byte) (hash >>> 8);
        marks[MARK_BYTES * place + 1] = (byte) hash;
    }

    private static int hash(String id) {
        return (id.hashCode() * HASH_MULTIPLIER) >>> 16;
    }
}
