package io.rfmstreams.http;

import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/** Lets so many requests be worked on and so many wait for a moment; refuses the rest. Health is always told. */
final class Overload extends QoSHandler {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    Overload(HttpLimits limits) {
        setMaxRequestCount(limits.concurrent());
        setMaxSuspendedRequestCount(limits.waiting());
        setMaxSuspend(LONGEST_WAIT);
        excludePath("/health/*", "/metrics");
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        Response.writeError(request, response, callback, status);
    }
}
