package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The API of a processor on a server that has none: each request is passed to a processor, with the token of the caller, and its
 * answer is passed back.
 */
public final class ForwardedApi extends Api {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> REQUEST_HEADERS =
            List.of(Header.AUTHORIZATION, Header.CONTENT_TYPE, Header.ACCEPT);
    private static final List<String> ANSWER_HEADERS =
            List.of(Header.CONTENT_TYPE, Header.RETRY_AFTER, Header.WWW_AUTHENTICATE, Header.ALLOW);

    private final URI processor;
    private final HttpClient client;

    /**
     * Creates the API.
     *
     * @param processor URL of the processor's REST API, without a path
     * @param trust the certificates to trust with https; null for those of the Java runtime
     */
    public ForwardedApi(URI processor, @Nullable SSLContext trust) {
        this.processor = processor;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT);
        client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    @Override
    void addTo(Routes routes) {
        for (CustomerApi.Route route : CustomerApi.Route.values()) {
            route.addTo(routes, this::forward);
        }
    }

    private void forward(Context ctx) {
        try {
            answer(ctx, client.send(request(ctx), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException unreachable) {
            throw new ProblemException(ProblemType.PROCESSOR_AWAY, "the processor does not respond");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.NOT_RUNNING, "the server is stopping");
        }
    }

    private HttpRequest request(Context ctx) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        processor.resolve(ctx.req().getRequestURI()))
                .timeout(TIMEOUT)
                .method(ctx.method().name(), body(ctx));
        for (String name : REQUEST_HEADERS) {
            String value = ctx.header(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return request.build();
    }

    private static HttpRequest.BodyPublisher body(Context ctx) {
        return ctx.method().equals(HandlerType.POST)
                ? HttpRequest.BodyPublishers.ofByteArray(RequestBody.bytes(ctx))
                : HttpRequest.BodyPublishers.noBody();
    }

    private static void answer(Context ctx, HttpResponse<byte[]> answer) {
        ctx.status(answer.statusCode());
        for (String name : ANSWER_HEADERS) {
            answer.headers().firstValue(name).ifPresent(value -> ctx.header(name, value));
        }
        ctx.result(answer.body());
    }
}
