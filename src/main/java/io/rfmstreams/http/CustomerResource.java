package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.AnswerJson;
import io.rfmstreams.query.CustomerAnswer;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.QuestionJson;
import io.rfmstreams.query.WhatIf;
import io.rfmstreams.query.WhatIfAnswer;

/** One customer. */
final class CustomerResource {

    private final CustomerQueries customers;
    private final AdminCommands instructions;

    CustomerResource(CustomerQueries customers, AdminCommands instructions) {
        this.customers = customers;
        this.instructions = instructions;
    }

    void get(Context ctx) {
        CustomerAnswer answer = customers.customer(RequestPath.customerId(ctx));
        QueryMetrics.origin(ctx, answer.freshness());
        ctx.contentType(ServiceResource.JSON_TYPE).result(AnswerJson.encode(answer));
    }

    void whatIf(Context ctx) {
        CustomerId customerId = RequestPath.customerId(ctx);
        WhatIf question = QuestionJson.whatIf(RequestBody.json(ctx));
        WhatIfAnswer answer = customers.whatIf(customerId, question);
        QueryMetrics.origin(ctx, answer.before().freshness());
        ctx.contentType(ServiceResource.JSON_TYPE).result(AnswerJson.encode(answer));
    }

    void erase(Context ctx) {
        CustomerId customerId = RequestPath.customerId(ctx);
        AuditLog.write(ctx, "erasure of customer " + AuditLog.hash(customerId), () -> instructions.erase(customerId));
        ctx.status(HttpStatus.ACCEPTED).contentType(ServiceResource.JSON_TYPE).result("{\"erasure\":\"accepted\"}");
    }
}
