package io.rfmstreams.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Segment changes and alerts as they happen, as server-sent events. */
final class EventResource {

    static final String PATH = "/v1/events";

    private final EventStreams streams;

    EventResource(EventStreams streams) {
        this.streams = streams;
    }

    /** Answers without end. */
    void watch(Context ctx) throws IOException {
        if (!streams.takePlace()) {
            throw new ProblemException(
                    ProblemType.OVERLOADED, EventStreams.MAX_STREAMS + " clients watch events already");
        }
        ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        AsyncContext answer = ctx.req().startAsync(ctx.req(), ctx.res());
        answer.setTimeout(0);
        OpenConnection connection = Connections.of(ServletContextRequest.getServletContextRequest(ctx.req()));
        EventStream stream = new EventStream(ctx.res().getOutputStream(), connection, streams::leave);
        ctx.future(stream::end);
        streams.add(stream);
    }
}
