package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Locale;

/** Reads the body of a request. */
final class RequestBody {

    /** The limit of bodies, which are short JSON objects, queries of SQL and requests of MCP. */
    static final int MAX_BYTES = 4_096;

    private static final String JSON = "application/json";

    private RequestBody() {}

    /** Returns the bytes of a JSON body. */
    static byte[] json(Context ctx) {
        String type = ctx.header(Header.CONTENT_TYPE);
        if (type == null || !JSON.equals(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: " + JSON);
        }
        return bytes(ctx);
    }

    /** Returns the bytes of a body of any type. */
    static byte[] bytes(Context ctx) {
        try {
            byte[] body = ctx.req().getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new ProblemException(
                        ProblemType.PAYLOAD_TOO_LARGE, "the body must have at most " + MAX_BYTES + " bytes");
            }
            return body;
        } catch (IOException brokenOff) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "the body is incomplete or does not match its headers");
        }
    }
}
