package io.rfmstreams.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the compact binary form of state: variable-length integers, most of them small. */
public final class StateWriter {

    private byte[] bytes;
    private int size;

    public StateWriter(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    public StateWriter writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes a number that is at least 0 most often, seven bits a byte, low bits first. */
    public StateWriter writeUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Writes a number of either sign, small where its absolute value is small. */
    public StateWriter writeSigned(long value) {
        return writeUnsigned((value << 1) ^ (value >> 63));
    }

    public StateWriter writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
