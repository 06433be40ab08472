package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rfmstreams.query.Freshness;
import java.time.Duration;
import java.util.Locale;

/** Measures the latency of routes, by whether the state was read on this instance or another one. */
final class QueryMetrics {

    private static final String NAME = "rfm.query";
    private static final String ORIGIN = "origin";
    private static final String NONE = "none";
    private static final Duration[] BUCKETS = {Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(500)};

    private final MeterRegistry registry;

    QueryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Records where the state of an answer was read. */
    static void origin(Context ctx, Freshness freshness) {
        ctx.attribute(ORIGIN, freshness.origin().name().toLowerCase(Locale.ROOT));
    }

    Handler timed(String route, Handler handler) {
        return ctx -> {
            long start = System.nanoTime();
            boolean answered = false;
            try {
                handler.handle(ctx);
                answered = true;
            } finally {
                String origin = ctx.attribute(ORIGIN);
                Timer.builder(NAME)
                        .description("Time to answer a request")
                        .tag("route", route)
                        .tag(ORIGIN, origin == null ? NONE : origin)
                        .tag("outcome", answered ? "answered" : "refused")
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry)
                        .record(Duration.ofNanos(System.nanoTime() - start));
            }
        };
    }
}
