package io.rfmstreams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.rfmstreams.insights.question.QuestionException;
import io.rfmstreams.query.QueryException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each failed request with a {@link Problem}: as Javalin's exception handlers for requests that reach a route,
 * and as Jetty's error handler for requests that do not, such as malformed or too large ones. Faults of the program are
 * logged and not shown to the client.
 */
final class ErrorResponses extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    static final String SEE_ROOT = "GET / lists the endpoints";

    static void addTo(RoutesConfig routes) {
        routes.exception(
                QueryException.class,
                (failed, ctx) -> answer(ctx, Problem.of(ProblemType.of(failed.error()), failed.detail())));
        routes.exception(
                QuestionException.class,
                (failed, ctx) -> answer(ctx, Problem.of(ProblemType.of(failed.error()), failed.detail())));
        routes.exception(ProblemException.class, (failed, ctx) -> answer(ctx, failed.problem()));
        routes.exception(MethodNotAllowedResponse.class, (wrong, ctx) -> {
            String allowed = String.valueOf(wrong.getDetails().get("availableMethods"));
            ctx.header(Header.ALLOW, allowed);
            answer(ctx, Problem.of(ProblemType.METHOD_NOT_ALLOWED, "allowed: " + allowed));
        });
        routes.exception(HttpResponseException.class, (other, ctx) -> {
            boolean missing = other.getStatus() == ProblemType.NOT_FOUND.status();
            answer(
                    ctx,
                    missing
                            ? Problem.of(ProblemType.NOT_FOUND, SEE_ROOT)
                            : Problem.of(ProblemType.BAD_REQUEST, ProblemType.BAD_REQUEST.title()));
        });
        routes.exception(Exception.class, (fault, ctx) -> {
            LOG.error("A request to {} failed", ctx.endpoint().path, fault);
            answer(ctx, Problem.of(ProblemType.INTERNAL_ERROR, "see the log of the instance"));
        });
    }

    private static void answer(Context ctx, Problem problem) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            ctx.header(Header.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED_401) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.toJson());
    }

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
        headers.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        SecurityHeaders.put(headers);
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            headers.put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(problem(code).toJson()), callback);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                Problem.of(ProblemType.OVERLOADED, "there are more requests than the instance can answer");
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                Problem.of(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "the body must have at most " + RequestBody.MAX_BYTES + " bytes");
            default -> Problem.of(status);
        };
    }
}
