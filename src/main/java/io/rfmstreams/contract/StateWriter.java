package io.rfmstreams.contract;

import io.rfmstreams.rfm.StateBytes;
import java.nio.charset.StandardCharsets;

/** Writes the compact binary form of state: variable-length integers, most of them small. */
public final class StateWriter {

    private final StateBytes bytes;

    public StateWriter(int expectedSize) {
        bytes = new StateBytes(expectedSize);
    }

    public StateWriter writeByte(int value) {
        bytes.single(value);
        return this;
    }

    /** Writes a number that is at least 0 most often, seven bits a byte, low bits first. */
    public StateWriter writeUnsigned(long value) {
        bytes.unsigned(value);
        return this;
    }

    /** Writes a number of either sign, small where its absolute value is small. */
    public StateWriter writeSigned(long value) {
        bytes.signed(value);
        return this;
    }

    public StateWriter writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        bytes.unsigned(utf8.length).copy(utf8, 0, utf8.length);
        return this;
    }

    /** What is written so far, for those that write themselves. */
    StateBytes bytes() {
        return bytes;
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
