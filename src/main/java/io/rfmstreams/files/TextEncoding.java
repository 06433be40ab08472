package io.rfmstreams.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The encoding of a text file. A byte order mark tells it; otherwise it is UTF-8, or Windows-1252 if the file is not valid UTF-8. */
public enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}),
    UTF_16LE(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe}),
    UTF_16BE(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff}),
    WINDOWS_1252(Charset.forName("windows-1252"), new byte[0]);

    private final Charset charset;
    private final byte[] mark;

    TextEncoding(Charset charset, byte[] mark) {
        this.charset = charset;
        this.mark = mark;
    }

    /** Returns the name of the encoding, such as {@code windows-1252}. */
    public String label() {
        return charset.name();
    }

    /** Returns the encoding that the byte order mark tells, UTF-8 if there is none. */
    static TextEncoding ofMark(InputStream input) throws IOException {
        for (TextEncoding encoding : values()) {
            if (encoding.mark.length > 0 && encoding.startsWithMark(input)) {
                return encoding;
            }
        }
        return UTF_8;
    }

    /**
     * Returns the text without the byte order mark. Its {@code read} throws {@link java.nio.charset.CharacterCodingException} for bytes
     * that are not valid in the encoding, except that Windows-1252 has U+FFFD for its five undefined bytes.
     */
    Reader reader(InputStream input) throws IOException {
        if (mark.length > 0 && startsWithMark(input)) {
            input.skipNBytes(mark.length);
        }
        CodingErrorAction invalid = this == WINDOWS_1252 ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        return new InputStreamReader(
                input, charset.newDecoder().onMalformedInput(invalid).onUnmappableCharacter(invalid));
    }

    private boolean startsWithMark(InputStream input) throws IOException {
        input.mark(mark.length);
        byte[] start = input.readNBytes(mark.length);
        input.reset();
        return java.util.Arrays.equals(start, mark);
    }
}
