package io.rfmstreams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.rfmstreams.query.PeerReader;
import java.util.ArrayList;
import java.util.List;

/** All routes with their access levels. */
final class Routes {

    private static final String CUSTOMER = "/v1/customers/{id}";
    private static final String MODEL = "/v1/models/{v}";

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
        var customers = new CustomerResource(backend.customers(), backend.commands());
        get(CUSTOMER, AccessLevel.READ, customers::get);
        list(HandlerType.POST, CUSTOMER + "/what-if", AccessLevel.READ, customers::whatIf);
        list(HandlerType.DELETE, CUSTOMER, AccessLevel.WRITE, customers::erase);
        var models = new ModelResource(backend.models(), backend.commands());
        list(HandlerType.POST, "/v1/score", AccessLevel.READ, models::score);
        get("/v1/models", AccessLevel.READ, models::list);
        get("/v1/models/active", AccessLevel.READ, models::active);
        get(MODEL, AccessLevel.READ, models::version);
        list(HandlerType.POST, MODEL + "/activate", AccessLevel.WRITE, models::activate);
        var service = new ServiceResource(backend.status(), listed);
        serve("/", AccessLevel.OPEN, service::root);
        serve("/health/live", AccessLevel.OPEN, service::live);
        serve("/health/ready", AccessLevel.OPEN, service::ready);
        serve("/metrics", AccessLevel.READ, service::metrics);
        serve("/openapi.yaml", AccessLevel.OPEN, service::openApi);
        var peers = new PeerResource(backend.peers());
        add(HandlerType.GET, PeerReader.PATH + "{id}", AccessLevel.PEER, peers::find);
    }

    /**
     * Adds a route of the service itself. Such routes are not timed, because probes and scrapes would outnumber
     * queries.
     */
    private void serve(String path, AccessLevel access, Handler handler) {
        listed.add(HandlerType.GET + " " + path);
        routes.addHttpHandler(HandlerType.GET, path, handler, access);
        routes.addHttpHandler(HandlerType.HEAD, path, handler, access);
    }

    /** Adds a route for GET and HEAD. The server leaves out the body of HEAD. */
    private void get(String path, AccessLevel access, Handler handler) {
        list(HandlerType.GET, path, access, handler);
        add(HandlerType.HEAD, path, access, handler);
    }

    private void list(HandlerType method, String path, AccessLevel access, Handler handler) {
        listed.add(method + " " + path);
        add(method, path, access, handler);
    }

    private void add(HandlerType method, String path, AccessLevel access, Handler handler) {
        routes.addHttpHandler(method, path, metrics.timed(method + " " + path, handler), access);
    }
}
