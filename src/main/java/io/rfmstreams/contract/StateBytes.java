package io.rfmstreams.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the binary format of state: variable-length integers with seven bits per byte, low bits first, and UTF-8 text.
 * {@link Cursor} reads it.
 */
public final class StateBytes {

    private static final int MAX_LENGTH = 10;
    private static final long SECOND_MILLIS = 1_000;

    private byte[] bytes;
    private int length;

    public StateBytes(int expected) {
        bytes = new byte[expected];
    }

    /** Reads the bytes in the order in which they were written. */
    public static final class Cursor {

        private final byte[] bytes;
        private int position;

        public Cursor(byte[] bytes, int position) {
            this.bytes = bytes;
            this.position = position;
        }

        public int position() {
            return position;
        }

        public long unsigned() {
            byte next = bytes[position++];
            long value = next & 0x7F;
            for (int shift = 7; next < 0; shift += 7) {
                next = bytes[position++];
                value |= (long) (next & 0x7F) << shift;
            }
            return value;
        }

        public long signed() {
            long value = unsigned();
            return (value >>> 1) ^ -(value & 1);
        }

        /** Reads milliseconds that {@link StateBytes#unsignedMillis} wrote. */
        public long unsignedMillis() {
            long value = unsigned();
            return (value & 1) == 0 ? (value >>> 1) * SECOND_MILLIS : value >>> 1;
        }

        /** Reads milliseconds that {@link StateBytes#signedMillis} wrote. */
        public long signedMillis() {
            long value = signed();
            return (value & 1) == 0 ? (value >> 1) * SECOND_MILLIS : value >> 1;
        }

        public int single() {
            return bytes[position++] & 0xFF;
        }

        /** Reads an unsigned number that fits into an {@code int}. */
        public int count() {
            return Math.toIntExact(unsigned());
        }

        public String text() {
            int size = count();
            return new String(bytes, skip(size), size, StandardCharsets.UTF_8);
        }

        public boolean isAtEnd() {
            return position == bytes.length;
        }

        /** Returns a copy of all bytes that were not read. */
        public byte[] rest() {
            return Arrays.copyOfRange(bytes, position, bytes.length);
        }

        /** Skips bytes and returns the position of the first one. */
        public int skip(int count) {
            int from = position;
            position += count;
            return from;
        }
    }

    public StateBytes single(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Writes a number. Numbers that are at least 0 and small take the fewest bytes. */
    public StateBytes unsigned(long value) {
        reserve(MAX_LENGTH);
        byte[] to = bytes; // locals stay in registers
        int next = length;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next++] = (byte) rest;
        length = next;
        return this;
    }

    /** Writes a number of either sign. Small absolute values take the fewest bytes. */
    public StateBytes signed(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /** Writes milliseconds from 0 to 2⁶². Whole seconds, which are frequent, take fewer bytes. */
    public StateBytes unsignedMillis(long millis) {
        return unsigned(millis % SECOND_MILLIS == 0 ? (millis / SECOND_MILLIS) << 1 : (millis << 1) | 1);
    }

    /** Writes milliseconds of either sign, with an absolute value of at most 2⁶². */
    public StateBytes signedMillis(long millis) {
        return signed(millis % SECOND_MILLIS == 0 ? (millis / SECOND_MILLIS) << 1 : (millis << 1) | 1);
    }

    public StateBytes text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return unsigned(utf8.length).copy(utf8, 0, utf8.length);
    }

    public StateBytes copy(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
