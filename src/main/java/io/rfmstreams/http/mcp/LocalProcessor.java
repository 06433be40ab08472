package io.rfmstreams.http.mcp;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryJson;
import io.rfmstreams.query.RequestJson;
import io.rfmstreams.query.ScoreAnswer;

/** The processor of the same program. */
public final class LocalProcessor implements ProcessorQueries {

    private final CustomerQueries customers;
    private final KnownModels models;

    public LocalProcessor(CustomerQueries customers, KnownModels models) {
        this.customers = customers;
        this.models = models;
    }

    @Override
    public byte[] customer(CustomerId customerId, Caller caller) {
        return QueryJson.encode(customers.customer(customerId));
    }

    @Override
    public byte[] whatIf(CustomerId customerId, byte[] request, Caller caller) {
        return QueryJson.encode(customers.whatIf(customerId, RequestJson.whatIf(request)));
    }

    @Override
    public byte[] score(byte[] request, Caller caller) {
        return QueryJson.encode(ScoreAnswer.of(models.requireActive(QueryError.NO_MODEL), RequestJson.score(request)));
    }
}
