package io.rfmstreams.http;

import static io.rfmstreams.http.ServiceResource.json;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerAnswer;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.RequestJson;
import io.rfmstreams.query.WhatIf;
import io.rfmstreams.query.WhatIfAnswer;

/** Queries and commands for one customer. */
final class CustomerResource {

    private final CustomerQueries customers;
    private final AdminCommands commands;

    private record Erasure(String erasure) {}

    CustomerResource(CustomerQueries customers, AdminCommands commands) {
        this.customers = customers;
        this.commands = commands;
    }

    void get(Context ctx) {
        CustomerAnswer answer = customers.customer(RequestPath.customerId(ctx));
        QueryMetrics.origin(ctx, answer.freshness());
        json(ctx, answer);
    }

    void whatIf(Context ctx) {
        CustomerId customerId = RequestPath.customerId(ctx);
        WhatIf whatIf = RequestJson.whatIf(RequestBody.json(ctx));
        WhatIfAnswer answer = customers.whatIf(customerId, whatIf);
        QueryMetrics.origin(ctx, answer.freshness());
        json(ctx, answer);
    }

    void erase(Context ctx) {
        CustomerId customerId = RequestPath.customerId(ctx);
        AuditLog.write(ctx, "erasure of customer " + AuditLog.hash(customerId), () -> commands.erase(customerId));
        ctx.status(HttpStatus.ACCEPTED);
        json(ctx, new Erasure("accepted"));
    }
}
