package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The API of a processor on a server that has none: each request is passed to a processor, with the token of the caller, and its
 * answer is passed back.
 */
public final class ForwardedApi extends Api {

    private static final List<String> REQUEST_HEADERS =
            List.of(Header.AUTHORIZATION, Header.CONTENT_TYPE, Header.ACCEPT);
    private static final List<String> ANSWER_HEADERS =
            List.of(Header.CONTENT_TYPE, Header.RETRY_AFTER, Header.WWW_AUTHENTICATE, Header.ALLOW);

    private final ProcessorClient client;

    public ForwardedApi(ProcessorClient client) {
        this.client = client;
    }

    @Override
    void addTo(Routes routes) {
        for (CustomerApi.Route route : CustomerApi.Route.values()) {
            route.addTo(routes, this::forward);
        }
    }

    private void forward(Context ctx) {
        byte[] body = ctx.method().equals(HandlerType.POST) ? RequestBody.bytes(ctx) : new byte[0];
        answer(ctx, client.send(ctx.method().name(), ctx.req().getRequestURI(), body, headers(ctx)));
    }

    private static Map<String, String> headers(Context ctx) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : REQUEST_HEADERS) {
            String value = ctx.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static void answer(Context ctx, HttpResponse<byte[]> answer) {
        ctx.status(answer.statusCode());
        for (String name : ANSWER_HEADERS) {
            answer.headers().firstValue(name).ifPresent(value -> ctx.header(name, value));
        }
        ctx.result(answer.body());
    }
}
