package io.rfmstreams.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches a route, such as requests that cannot be parsed, are too large or too many. */
final class ServerErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, ProblemJson.CONTENT_TYPE);
        SecurityHeaders.put(headers);
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            headers.put(HttpHeader.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(problem(code)), callback);
    }

    private static byte[] problem(int status) {
        return switch (status) {
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                ProblemJson.encode(ProblemType.OVERLOADED, "more is being asked than can be answered");
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                ProblemJson.encode(ProblemType.PAYLOAD_TOO_LARGE, ProblemType.PAYLOAD_TOO_LARGE.title());
            default -> ProblemJson.encode(status, HttpStatus.getMessage(status));
        };
    }
}
