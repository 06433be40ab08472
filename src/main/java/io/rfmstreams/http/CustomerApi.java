package io.rfmstreams.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReader;

/** The API of a processor: one customer, and models. */
public final class CustomerApi extends Api {

    private final CustomerResource customers;
    private final ModelResource models;
    private final PeerResource peers;

    public CustomerApi(CustomerQueries customers, KnownModels models, AdminCommands commands, PeerReader peers) {
        this.customers = new CustomerResource(customers, commands);
        this.models = new ModelResource(models, commands);
        this.peers = new PeerResource(peers);
    }

    /** The routes, without that of other instances. */
    enum Route {
        CUSTOMER(HandlerType.GET, "/v1/customers/{id}", AccessLevel.READ),
        WHAT_IF(HandlerType.POST, "/v1/customers/{id}/what-if", AccessLevel.READ),
        ERASE(HandlerType.DELETE, "/v1/customers/{id}", AccessLevel.WRITE),
        SCORE(HandlerType.POST, "/v1/score", AccessLevel.READ),
        MODELS(HandlerType.GET, "/v1/models", AccessLevel.READ),
        ACTIVE_MODEL(HandlerType.GET, "/v1/models/active", AccessLevel.READ),
        MODEL(HandlerType.GET, "/v1/models/{v}", AccessLevel.READ),
        ACTIVATE(HandlerType.POST, "/v1/models/{v}/activate", AccessLevel.WRITE);

        private final HandlerType method;
        private final String path;
        private final AccessLevel access;

        Route(HandlerType method, String path, AccessLevel access) {
            this.method = method;
            this.path = path;
            this.access = access;
        }

        /** Adds the route. One for GET is also for HEAD. */
        void addTo(Routes routes, Handler handler) {
            if (method.equals(HandlerType.GET)) {
                routes.get(path, access, handler);
            } else {
                routes.list(method, path, access, handler);
            }
        }
    }

    @Override
    void addTo(Routes routes) {
        for (Route route : Route.values()) {
            route.addTo(routes, handler(route));
        }
        routes.add(HandlerType.GET, PeerReader.PATH + "{id}", AccessLevel.PEER, peers::find);
    }

    private Handler handler(Route route) {
        return switch (route) {
            case CUSTOMER -> customers::get;
            case WHAT_IF -> customers::whatIf;
            case ERASE -> customers::erase;
            case SCORE -> models::score;
            case MODELS -> models::list;
            case ACTIVE_MODEL -> models::active;
            case MODEL -> models::version;
            case ACTIVATE -> models::activate;
        };
    }
}
