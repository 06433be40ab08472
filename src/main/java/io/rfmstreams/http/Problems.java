package io.rfmstreams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.rfmstreams.query.QueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem; a fault is logged, and not told. */
final class Problems {

    static final String RETRY_AFTER_SECONDS = "1";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(
                QueryException.class,
                (refused, ctx) -> answer(ctx, ProblemType.of(refused.refusal()), refused.detail()));
        routes.exception(ProblemException.class, (problem, ctx) -> answer(ctx, problem.type(), problem.detail()));
        routes.exception(MethodNotAllowedResponse.class, (wrong, ctx) -> {
            String allowed = String.valueOf(wrong.getDetails().get("availableMethods"));
            ctx.header(Header.ALLOW, allowed);
            answer(ctx, ProblemType.METHOD_NOT_ALLOWED, "allowed: " + allowed);
        });
        routes.exception(HttpResponseException.class, (other, ctx) -> {
            boolean missing = other.getStatus() == ProblemType.NOT_FOUND.status();
            answer(
                    ctx,
                    missing ? ProblemType.NOT_FOUND : ProblemType.BAD_REQUEST,
                    missing ? "/ lists what there is" : ProblemType.BAD_REQUEST.title());
        });
        routes.exception(Exception.class, (fault, ctx) -> {
            LOG.error("A request to {} failed", ctx.endpoint().path, fault);
            answer(ctx, ProblemType.INTERNAL_ERROR, "the log says what");
        });
    }

    private static void answer(Context ctx, ProblemType type, String detail) {
        if (type.status() == ProblemType.OVERLOADED.status()) {
            ctx.header(Header.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (type == ProblemType.UNAUTHORIZED) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        ctx.status(type.status()).contentType(ProblemJson.CONTENT_TYPE).result(ProblemJson.encode(type, detail));
    }
}
