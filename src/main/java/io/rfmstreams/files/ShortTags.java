package io.rfmstreams.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits the distance of two {@code <} in XML, so that neither an attribute nor a text can fill the memory of a parser. In an attribute
 * or a text, {@code <} is always escaped.
 */
final class ShortTags extends FilterInputStream {

    static final int LIMIT = 1_000_000;

    private int sinceLast;

    ShortTags(InputStream input) {
        super(input);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        check(read);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = offset; i < offset + read; i++) {
            check(into[i]);
        }
        return read;
    }

    private void check(int b) {
        sinceLast = b == '<' ? 0 : sinceLast + 1;
        if (sinceLast > LIMIT) {
            throw InputFileException.unreadable("a text or a tag of its XML has more than a million bytes", null);
        }
    }
}
