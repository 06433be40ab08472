package io.rfmstreams.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Problem details for HTTP APIs, RFC 9457. */
final class ProblemJson {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    static byte[] encode(ProblemType type, String detail) {
        return encode(type.uri(), type.title(), type.status(), detail);
    }

    /** A problem that is no more than its status code. */
    static byte[] encode(int status, String title) {
        return encode("about:blank", title, status, title);
    }

    private static byte[] encode(String type, String title, int status, String detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }
}
