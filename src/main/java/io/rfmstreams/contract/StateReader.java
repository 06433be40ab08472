package io.rfmstreams.contract;

import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote. */
public final class StateReader {

    private final byte[] bytes;
    private int position;

    public StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the format byte.
     *
     * @param what names the state in the message
     * @throws UnknownStateFormatException if the state was not written in this format
     */
    public StateReader requireFormat(int format, String what) {
        int found = readByte();
        if (found != format) {
            throw new UnknownStateFormatException("the state of " + what + " has format " + found
                    + ", this program reads format " + format
                    + " only: run the version that wrote it, or rebuild the state from purchases"
                    + " under another application.id");
        }
        return this;
    }

    public int readByte() {
        return bytes[position++] & 0xFF;
    }

    public long readUnsigned() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    public long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    public int readCount() {
        return Math.toIntExact(readUnsigned());
    }

    public String readString() {
        int length = readCount();
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }
}
