package io.rfmstreams.http;

import io.javalin.http.HandlerType;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReader;

/** The API of a processor: one customer, and models. */
public final class CustomerApi extends Api {

    private static final String CUSTOMER = "/v1/customers/{id}";
    private static final String MODEL = "/v1/models/{v}";

    private final CustomerResource customers;
    private final ModelResource models;
    private final PeerResource peers;

    public CustomerApi(CustomerQueries customers, KnownModels models, AdminCommands commands, PeerReader peers) {
        this.customers = new CustomerResource(customers, commands);
        this.models = new ModelResource(models, commands);
        this.peers = new PeerResource(peers);
    }

    @Override
    void addTo(Routes routes) {
        routes.get(CUSTOMER, AccessLevel.READ, customers::get);
        routes.list(HandlerType.POST, CUSTOMER + "/what-if", AccessLevel.READ, customers::whatIf);
        routes.list(HandlerType.DELETE, CUSTOMER, AccessLevel.WRITE, customers::erase);
        routes.list(HandlerType.POST, "/v1/score", AccessLevel.READ, models::score);
        routes.get("/v1/models", AccessLevel.READ, models::list);
        routes.get("/v1/models/active", AccessLevel.READ, models::active);
        routes.get(MODEL, AccessLevel.READ, models::version);
        routes.list(HandlerType.POST, MODEL + "/activate", AccessLevel.WRITE, models::activate);
        routes.add(HandlerType.GET, PeerReader.PATH + "{id}", AccessLevel.PEER, peers::find);
    }
}
