package io.rfmstreams.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the service says of itself. */
final class ServiceResource {

    static final String JSON_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String OPEN_API = "/schemas/openapi.yaml";

    private final ServiceStatus status;
    private final List<String> endpoints;
    private final byte[] openApi;

    ServiceResource(ServiceStatus status, List<String> endpoints) {
        this.status = status;
        this.endpoints = endpoints;
        try (InputStream document = ServiceResource.class.getResourceAsStream(OPEN_API)) {
            openApi = Objects.requireNonNull(document, OPEN_API).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void root(Context ctx) {
        ctx.contentType(JSON_TYPE).result(object(json -> {
            json.writeStringField("name", "rfm-streams");
            json.writeStringField("version", status.version());
            json.writeStringField("state", status.state());
            json.writeBooleanField("ready", status.isReady());
            json.writeArrayFieldStart("endpoints");
            for (String endpoint : endpoints) {
                json.writeString(endpoint);
            }
            json.writeEndArray();
        }));
    }

    void live(Context ctx) {
        require(status.isLive());
        health(ctx, Optional.empty());
    }

    void ready(Context ctx) {
        require(status.isReady());
        health(ctx, status.degradation());
    }

    void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(status.metrics());
    }

    void openApi(Context ctx) {
        ctx.contentType("application/yaml").result(openApi);
    }

    private void require(boolean good) {
        if (!good) {
            throw new ProblemException(ProblemType.NOT_RUNNING, "state: " + status.state());
        }
    }

    private void health(Context ctx, Optional<String> degradation) {
        ctx.contentType(JSON_TYPE).result(object(json -> {
            json.writeStringField("status", degradation.isEmpty() ? "UP" : "degraded");
            json.writeStringField("state", status.state());
            if (degradation.isPresent()) {
                json.writeStringField("detail", degradation.get());
            }
        }));
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }
}
