package io.rfmstreams.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * The binary form of one kind of state: a format byte, then the value as this format has it. The program writes one format. It
 * may read older ones as well, so that state survives an upgrade.
 *
 * @param <T> what is stored
 */
public final class StateFormat<T> {

    private final String what;
    private final int format;
    private final int usualSize;
    private final Writer<T> writer;
    private final Map<Integer, Reader<T>> readers;

    /** Writes a value behind the format byte. */
    @FunctionalInterface
    public interface Writer<T> {

        void write(StateBytes to, T value);
    }

    /** Reads a value from behind the format byte. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(StateBytes.Cursor from);
    }

    private StateFormat(String what, int format, int usualSize, Writer<T> writer, Map<Integer, Reader<T>> readers) {
        this.what = what;
        this.format = format;
        this.usualSize = usualSize;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Defines a format.
     *
     * @param what names the state in error messages, such as "a customer"
     * @param format the number in the format byte, 0 to 255
     * @param usualSize how many bytes most values take; longer ones cost a copy
     */
    public static <T> StateFormat<T> of(String what, int format, int usualSize, Writer<T> writer, Reader<T> reader) {
        return new StateFormat<>(what, format, usualSize, writer, Map.of(format, reader));
    }

    /** The same format, for a program that reads an older one too. */
    public StateFormat<T> reading(int olderFormat, Reader<T> reader) {
        Map<Integer, Reader<T>> more = new TreeMap<>(readers);
        more.put(olderFormat, reader);
        return new StateFormat<>(what, format, usualSize, writer, more);
    }

    public byte[] encode(T value) {
        StateBytes bytes = new StateBytes(usualSize).single(format);
        writer.write(bytes, value);
        return bytes.toByteArray();
    }

    /**
     * Decodes a value.
     *
     * @throws UnknownStateFormatException if it was written in a format that the program does not read
     */
    public T decode(byte[] bytes) {
        StateBytes.Cursor from = new StateBytes.Cursor(bytes, 0);
        int found = from.single();
        Reader<T> reader = readers.get(found);
        if (reader == null) {
            throw unknown(what, found, formats());
        }
        return reader.read(from);
    }

    /**
     * Reads the format byte of a state that is decoded elsewhere, and goes on behind it.
     *
     * @throws UnknownStateFormatException if the state was not written in this format
     */
    public static StateBytes.Cursor require(int format, String what, byte[] bytes) {
        StateBytes.Cursor from = new StateBytes.Cursor(bytes, 0);
        int found = from.single();
        if (found != format) {
            throw unknown(what, found, String.valueOf(format));
        }
        return from;
    }

    private static UnknownStateFormatException unknown(String what, int found, String known) {
        return new UnknownStateFormatException("the state of " + what + " has format " + found
                + ", this program reads format " + known
                + " only: run the version that wrote it, or rebuild the state from purchases"
                + " under another application.id");
    }

    private String formats() {
        StringBuilder formats = new StringBuilder();
        for (int each : new TreeMap<>(readers).keySet()) {
            formats.append(formats.isEmpty() ? "" : " or ").append(each);
        }
        return formats.toString();
    }
}
