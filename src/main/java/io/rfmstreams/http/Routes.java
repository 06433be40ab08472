package io.rfmstreams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** All routes with their access levels. */
final class Routes {

    private final RoutesConfig routes;
    private final QueryMetrics metrics;
    private final List<String> listed = new ArrayList<>();

    private Routes(RoutesConfig routes, QueryMetrics metrics) {
        this.routes = routes;
        this.metrics = metrics;
    }

    static void addTo(RoutesConfig routes, Backend backend) {
        new Routes(routes, new QueryMetrics(backend.meters())).add(backend);
    }

    private void add(Backend backend) {
        backend.apis().forEach(api -> api.addTo(this));
        var service = new ServiceResource(backend.status(), listed);
        serve("/v1", AccessLevel.OPEN, service::root);
        serve("/health/live", AccessLevel.OPEN, service::live);
        serve("/health/ready", AccessLevel.OPEN, service::ready);
        serve("/metrics", AccessLevel.READ, service::metrics);
        serve("/openapi.yaml", AccessLevel.OPEN, service::openApi);
    }

    /**
     * Adds a route of the service itself. Such routes are not timed, because probes and scrapes would outnumber
     * queries.
     */
    void serve(String path, AccessLevel access, Handler handler) {
        listed.add(HandlerType.GET + " " + path);
        routes.addHttpHandler(HandlerType.GET, path, handler, access);
        routes.addHttpHandler(HandlerType.HEAD, path, handler, access);
    }

    /** Adds a route for files of the dashboard. They are no endpoints. */
    void asset(String path, Handler handler) {
        routes.addHttpHandler(HandlerType.GET, path, handler, AccessLevel.OPEN);
        routes.addHttpHandler(HandlerType.HEAD, path, handler, AccessLevel.OPEN);
    }

    /** Adds a route whose answers have no end, so that there is no time to measure. */
    void stream(String path, Handler handler) {
        listed.add(HandlerType.GET + " " + path);
        routes.addHttpHandler(HandlerType.GET, path, handler, AccessLevel.READ);
    }

    /** Adds a route for GET and HEAD. The server leaves out the body of HEAD. */
    void get(String path, AccessLevel access, Handler handler) {
        list(HandlerType.GET, path, access, handler);
        add(HandlerType.HEAD, path, access, handler);
    }

    /** Adds a route. */
    void list(HandlerType method, String path, AccessLevel access, Handler handler) {
        listed.add(method + " " + path);
        add(method, path, access, handler);
    }

    /** Adds a route that is not among the endpoints of the service's description. */
    void add(HandlerType method, String path, AccessLevel access, Handler handler) {
        routes.addHttpHandler(method, path, metrics.timed(method + " " + path, handler), access);
    }
}
