package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.insights.question.AnswerCsv;
import io.rfmstreams.insights.question.SqlQueries;
import io.rfmstreams.insights.question.SqlRequest;
import io.rfmstreams.insights.question.SqlResult;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Runs SQL on the tables of the read model. */
final class SqlResource {

    private static final Set<MediaType> FORMATS = EnumSet.allOf(MediaType.class);

    private final Optional<SqlQueries> queries;

    SqlResource(Optional<SqlQueries> queries) {
        this.queries = queries;
    }

    void run(Context ctx) {
        SqlQueries on = queries.orElseThrow(
                () -> new ProblemException(ProblemType.SQL_REFUSED, "SQL is off; insights.sql=true turns it on"));
        SqlResult result = on.run(SqlRequest.read(RequestBody.json(ctx)));
        MediaType type = MediaType.accepted(ctx, FORMATS);
        byte[] body =
                switch (type) {
                    case JSON -> result.toJson();
                    case CSV -> AnswerCsv.encode(result.table());
                    case PARQUET -> result.toParquet();
                };
        ctx.header("Rfm-Truncated", String.valueOf(result.isTruncated()));
        ctx.contentType(type.contentType()).result(body);
    }
}
