package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.AnswerJson;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.ModelAnswerJson;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QuestionJson;
import io.rfmstreams.query.ScoreAnswer;
import io.rfmstreams.segment.RfmPoint;

/** The models, and what they make of a point. */
final class ModelResource {

    private final KnownModels models;
    private final AdminCommands instructions;

    ModelResource(KnownModels models, AdminCommands instructions) {
        this.models = models;
        this.instructions = instructions;
    }

    void list(Context ctx) {
        json(ctx, ModelAnswerJson.encode(models));
    }

    void active(Context ctx) {
        json(ctx, ModelAnswerJson.encode(models.requireActive(QueryError.UNKNOWN_MODEL)));
    }

    void version(Context ctx) {
        json(ctx, ModelAnswerJson.encode(models.require(RequestPath.modelVersion(ctx))));
    }

    void activate(Context ctx) {
        int version = RequestPath.modelVersion(ctx);
        models.require(version);
        AuditLog.write(ctx, "activation of model " + version, () -> instructions.activate(version));
        json(ctx, ModelAnswerJson.activated(version));
    }

    void score(Context ctx) {
        RfmPoint point = QuestionJson.score(RequestBody.json(ctx));
        json(ctx, AnswerJson.encode(ScoreAnswer.of(models.requireActive(QueryError.NO_MODEL), point)));
    }

    private static void json(Context ctx, byte[] answer) {
        ctx.contentType(ServiceResource.JSON_TYPE).result(answer);
    }
}
