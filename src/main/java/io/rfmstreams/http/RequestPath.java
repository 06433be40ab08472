package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.CustomerId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the undecoded path of a request. A lenient decoder would replace malformed UTF-8 and so take one customer for
 * another.
 */
final class RequestPath {

    /** Three characters for each byte of an id, plus the rest of the longest path. */
    private static final int MAX_LENGTH = 3 * 128 + 64;

    private static final int ID_SEGMENT = 3;
    private static final String CUSTOMERS = "/v1/customers/";

    private RequestPath() {}

    /** Checks the length and the encoding of a path. */
    static void check(Context ctx) {
        String path = ctx.path();
        if (path.length() > MAX_LENGTH) {
            throw bad("the path is longer than " + MAX_LENGTH + " characters");
        }
        decode(path);
    }

    /** Returns the customer's id in {@code /v1/customers/{id}…}. */
    static CustomerId customerId(Context ctx) {
        return CustomerId.read(decode(ctx.path().split("/", -1)[ID_SEGMENT]));
    }

    /** Returns the version in {@code /v1/models/{v}…}. */
    static int modelVersion(Context ctx) {
        String version = ctx.path().split("/", -1)[ID_SEGMENT];
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw bad("the version of a model must be a whole number of at least 1");
        }
        return Integer.parseInt(version);
    }

    /** Returns a part of the path, decoded. */
    static String part(Context ctx, int place) {
        byte[] part = decode(ctx.path().split("/", -1)[place]);
        if (place == ID_SEGMENT && ctx.path().startsWith(CUSTOMERS)) {
            return CustomerId.read(part).value();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(part))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw bad("the path must be UTF-8");
        }
    }

    private static byte[] decode(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.write(hex(path, i + 1) << 4 | hex(path, i + 2));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c);
            } else {
                throw bad("characters that are not ASCII must be percent-encoded");
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String path, int place) {
        int digit = place < path.length() ? Character.digit(path.charAt(place), 16) : -1;
        if (digit < 0) {
            throw bad("a % must be followed by two hexadecimal digits");
        }
        return digit;
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
