package io.rfmstreams.files;

import io.rfmstreams.files.RunWriter.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads the rows of a run. An error of the file is thrown as {@link UncheckedIOException}. */
final class RunReader implements Iterator<SortRow> {

    private static final int BUFFER = 1 << 16;

    private final SpillFile file;
    private final long end;
    private long next;
    private byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    RunReader(SpillFile file, Run run) {
        this.file = file;
        this.next = run.start();
        this.end = run.end();
    }

    @Override
    public boolean hasNext() {
        return at < filled || next < end;
    }

    @Override
    public SortRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        require(RunWriter.HEADER);
        int keyLength = getInt();
        int valueLength = getInt();
        require(keyLength + valueLength);
        return new SortRow(get(keyLength), get(valueLength));
    }

    /** Reads on until the buffer contains a number of bytes. */
    private void require(int bytes) {
        if (filled - at >= bytes) {
            return;
        }
        int kept = filled - at;
        byte[] target = bytes > buffer.length ? new byte[bytes] : buffer;
        System.arraycopy(buffer, at, target, 0, kept);
        buffer = target;
        at = 0;
        int more = (int) Math.min(buffer.length - kept, end - next);
        try {
            file.read(next, buffer, kept, more);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the temporary file of the sort", unreadable);
        }
        next += more;
        filled = kept + more;
    }

    private int getInt() {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | (buffer[at++] & 0xff);
        }
        return value;
    }

    private byte[] get(int length) {
        byte[] bytes = Arrays.copyOfRange(buffer, at, at + length);
        at += length;
        return bytes;
    }
}
