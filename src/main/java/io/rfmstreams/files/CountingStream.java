package io.rfmstreams.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Reports how many bytes are read. */
final class CountingStream extends FilterInputStream {

    private final LongConsumer listener;
    private long count;

    CountingStream(InputStream input, LongConsumer listener) {
        super(input);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        if (read > 0) {
            count += read;
            listener.accept(count);
        }
    }
}
