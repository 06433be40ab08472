package io.rfmstreams.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.rfmstreams.query.QueryJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service itself: its endpoints, health, metrics and OpenAPI document. */
final class ServiceResource {

    private static final String OPEN_API = "/schemas/openapi.yaml";

    private final ServiceStatus status;
    private final List<String> endpoints;
    private final byte[] openApi;

    private record Root(String name, String version, String state, boolean ready, List<String> endpoints) {}

    private record Health(
            String status,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String detail) {}

    ServiceResource(ServiceStatus status, List<String> endpoints) {
        this.status = status;
        this.endpoints = endpoints;
        try (InputStream document = ServiceResource.class.getResourceAsStream(OPEN_API)) {
            openApi = Objects.requireNonNull(document, OPEN_API).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Answers with the JSON of a record. */
    static void json(Context ctx, Object answer) {
        json(ctx, QueryJson.encode(answer));
    }

    static void json(Context ctx, byte[] answer) {
        ctx.contentType("application/json").result(answer);
    }

    void root(Context ctx) {
        json(ctx, new Root("rfm-streams", status.version(), status.state(), status.isReady(), endpoints));
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

    private void require(boolean isMet) {
        if (!isMet) {
            throw new ProblemException(ProblemType.NOT_RUNNING, "state: " + status.state());
        }
    }

    private void health(Context ctx, Optional<String> degradation) {
        String health = degradation.isEmpty() ? "UP" : "degraded";
        json(ctx, new Health(health, status.state(), degradation.orElse(null)));
    }
}
