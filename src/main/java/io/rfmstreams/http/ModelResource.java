package io.rfmstreams.http;

import static io.rfmstreams.http.ServiceResource.json;

import io.javalin.http.Context;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.ModelsAnswer;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryJson;
import io.rfmstreams.query.RequestJson;
import io.rfmstreams.query.ScoreAnswer;
import io.rfmstreams.segment.RfmPoint;

/** Queries and commands for models, and scores. */
final class ModelResource {

    private final KnownModels models;
    private final AdminCommands commands;

    private record Activated(int version) {}

    ModelResource(KnownModels models, AdminCommands commands) {
        this.models = models;
        this.commands = commands;
    }

    void list(Context ctx) {
        json(ctx, ModelsAnswer.of(models));
    }

    void active(Context ctx) {
        json(ctx, QueryJson.model(models.requireActive(QueryError.UNKNOWN_MODEL)));
    }

    void version(Context ctx) {
        json(ctx, QueryJson.model(models.require(RequestPath.modelVersion(ctx))));
    }

    void activate(Context ctx) {
        int version = RequestPath.modelVersion(ctx);
        models.require(version);
        AuditLog.write(ctx, "activation of model " + version, () -> commands.activate(version));
        json(ctx, new Activated(version));
    }

    void score(Context ctx) {
        RfmPoint point = RequestJson.score(RequestBody.json(ctx));
        json(ctx, ScoreAnswer.of(models.requireActive(QueryError.NO_MODEL), point));
    }
}
