package io.rfmstreams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.rfmstreams.query.PeerReads;
import java.util.ArrayList;
import java.util.List;

/** Every route, with what it lets its caller do. */
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
        var customers = new CustomerResource(backend.customers(), backend.instructions());
        get(CUSTOMER, Access.READ, customers::get);
        list(HandlerType.POST, CUSTOMER + "/what-if", Access.READ, customers::whatIf);
        list(HandlerType.DELETE, CUSTOMER, Access.WRITE, customers::erase);
        var models = new ModelResource(backend.models(), backend.instructions());
        list(HandlerType.POST, "/v1/score", Access.READ, models::score);
        get("/v1/models", Access.READ, models::list);
        get("/v1/models/active", Access.READ, models::active);
        get(MODEL, Access.READ, models::version);
        list(HandlerType.POST, MODEL + "/activate", Access.WRITE, models::activate);
        var service = new ServiceResource(backend.status(), listed);
        get("/", Access.OPEN, service::root);
        get("/health/live", Access.OPEN, service::live);
        get("/health/ready", Access.OPEN, service::ready);
        get("/metrics", Access.READ, service::metrics);
        get("/openapi.yaml", Access.OPEN, service::openApi);
        var peers = new PeerResource(backend.peers());
        add(HandlerType.GET, PeerReads.PATH + "{id}", Access.PEER, peers::find);
    }

    /** GET, and HEAD, of which the server leaves the body out. */
    private void get(String path, Access access, Handler handler) {
        list(HandlerType.GET, path, access, handler);
        add(HandlerType.HEAD, path, access, handler);
    }

    private void list(HandlerType method, String path, Access access, Handler handler) {
        listed.add(method + " " + path);
        add(method, path, access, handler);
    }

    private void add(HandlerType method, String path, Access access, Handler handler) {
        routes.addHttpHandler(method, path, metrics.timed(method + " " + path, handler), access);
    }
}
