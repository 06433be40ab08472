package io.rfmstreams.contract;

import io.rfmstreams.rfm.StateBytes;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote. */
public final class StateReader {

    private final StateBytes.Cursor cursor;

    public StateReader(byte[] bytes) {
        cursor = new StateBytes.Cursor(bytes, 0);
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
        return cursor.bytes()[cursor.skip(1)] & 0xFF;
    }

    public long readUnsigned() {
        return cursor.unsigned();
    }

    public long readSigned() {
        return cursor.signed();
    }

    public int readCount() {
        return Math.toIntExact(readUnsigned());
    }

    public String readString() {
        int length = readCount();
        return new String(cursor.bytes(), cursor.skip(length), length, StandardCharsets.UTF_8);
    }

    /** What is left to read, for those that read themselves. */
    StateBytes.Cursor cursor() {
        return cursor;
    }
}
