package io.rfmstreams.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * The binary format of one kind of state: a format byte followed by the value. The program writes one format and can
 * read older ones, so that state survives an upgrade.
 *
 * @param <T> type of the value
 */
public final class StateFormat<T> {

    private final String what;
    private final int format;
    private final int usualSize;
    private final Writer<T> writer;
    private final Reader<T> reader;
    private final Map<Integer, Reader<T>> olderReaders;

    /** Writes a value after the format byte. */
    @FunctionalInterface
    public interface Writer<T> {

        void write(StateBytes to, T value);
    }

    /** Reads a value after the format byte. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(StateBytes.Cursor from);
    }

    private StateFormat(
            String what,
            int format,
            int usualSize,
            Writer<T> writer,
            Reader<T> reader,
            Map<Integer, Reader<T>> olderReaders) {
        this.what = what;
        this.format = format;
        this.usualSize = usualSize;
        this.writer = writer;
        this.reader = reader;
        this.olderReaders = olderReaders;
    }

    /**
     * Creates a format.
     *
     * @param what name of the state in error messages, such as "a customer"
     * @param format number in the format byte, 0 to 255
     * @param usualSize size of most values in bytes; larger values cost a copy
     */
    public static <T> StateFormat<T> of(String what, int format, int usualSize, Writer<T> writer, Reader<T> reader) {
        return new StateFormat<>(what, format, usualSize, writer, reader, Map.of());
    }

    /** Returns the same format with a reader for an older format. */
    public StateFormat<T> reading(int olderFormat, Reader<T> olderReader) {
        Map<Integer, Reader<T>> more = new TreeMap<>(olderReaders);
        more.put(olderFormat, olderReader);
        return new StateFormat<>(what, format, usualSize, writer, reader, more);
    }

    public byte[] encode(T value) {
        StateBytes bytes = new StateBytes(usualSize).single(format);
        writer.write(bytes, value);
        return bytes.toByteArray();
    }

    /**
     * Decodes a value.
     *
     * @throws UnknownStateFormatException if the format of the bytes is not supported
     */
    public T decode(byte[] bytes) {
        StateBytes.Cursor from = new StateBytes.Cursor(bytes, 0);
        int found = from.single();
        Reader<T> matching = found == format ? reader : olderReaders.get(found);
        if (matching == null) {
            throw unknown(what, found, formats());
        }
        return matching.read(from);
    }

    /**
     * Reads the format byte of a state that another class decodes. The cursor is positioned after the format byte.
     *
     * @throws UnknownStateFormatException if the bytes have another format
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
        for (int each : olderReaders.keySet()) {
            formats.append(each).append(" or ");
        }
        return formats.append(format).toString();
    }
}
