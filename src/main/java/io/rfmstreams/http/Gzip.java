package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Compresses answers. Most answers of the API are not compressed: they are short, and the length of a compressed answer
 * that contains both a secret and text of an attacker can leak the secret.
 */
final class Gzip {

    private Gzip() {}

    /** Returns whether the client of a request accepts the format. */
    static boolean isAccepted(Context ctx) {
        String accepted = ctx.header(Header.ACCEPT_ENCODING);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }

    /** Sets the headers of a compressed answer. */
    static void mark(Context ctx) {
        ctx.header(Header.CONTENT_ENCODING, "gzip");
        ctx.header(Header.VARY, Header.ACCEPT_ENCODING);
    }

    /** Compresses the answer that a handler has given, if the client accepts it. */
    static void compress(Context ctx) throws IOException {
        InputStream answer = ctx.resultInputStream();
        if (answer != null && isAccepted(ctx) && ctx.statusCode() == HttpStatus.OK_200) {
            byte[] compressed = compress(answer.readAllBytes());
            mark(ctx);
            ctx.result(compressed);
        }
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
