package io.rfmstreams.http;

import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/** Limits the number of requests that are processed and that wait. Rejects all others. */
final class Overload extends QoSHandler {

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final String METRICS = "/metrics";
    private static final int CONCURRENT_SCRAPES = 4;

    private Overload(int concurrent, int waiting) {
        setMaxRequestCount(concurrent);
        setMaxSuspendedRequestCount(waiting);
        setMaxSuspend(MAX_WAIT);
    }

    /** Limits all requests except health, metrics, and streams of events, which have a limit of their own and no end. */
    static Overload ofQueries(ServerOptions.Limits limits) {
        Overload overload = new Overload(limits.concurrent(), limits.queue());
        overload.excludePath("/health/*", METRICS, EventResource.PATH);
        return overload;
    }

    /** Limits requests for metrics separately. Their answers are long, and slow clients could occupy all threads. */
    static Overload ofMetrics() {
        Overload overload = new Overload(CONCURRENT_SCRAPES, CONCURRENT_SCRAPES);
        overload.includePath(METRICS);
        return overload;
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        Response.writeError(request, response, callback, status);
    }
}
