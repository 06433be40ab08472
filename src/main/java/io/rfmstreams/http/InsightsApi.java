package io.rfmstreams.http;

import io.javalin.http.HandlerType;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.SqlQueries;
import java.util.Optional;

/** The API of the read model: questions about segments and many customers, and SQL. */
public final class InsightsApi extends Api {

    private static final String SEGMENT = "/v1/segments/{segment}";
    private static final String CUSTOMER = "/v1/customers/{id}";

    private final QuestionResource questions;
    private final SqlResource sql;

    /**
     * Creates the API.
     *
     * @param sql empty if SQL is off
     */
    public InsightsApi(InsightsQueries queries, Optional<SqlQueries> sql) {
        this.questions = new QuestionResource(queries);
        this.sql = new SqlResource(sql);
    }

    @Override
    void addTo(Routes routes) {
        add(routes, "/v1/segments", "segments");
        add(routes, SEGMENT, "segment");
        add(routes, SEGMENT + "/customers", "segment-customers");
        add(routes, SEGMENT + "/changes", "segment-changes");
        add(routes, SEGMENT + "/look-alikes", "audience");
        add(routes, "/v1/customers", "customers");
        add(routes, CUSTOMER + "/timeline", "timeline");
        add(routes, CUSTOMER + "/look-alikes", "look-alikes");
        add(routes, "/v1/revenue-potential", "revenue-potential");
        add(routes, "/v1/flows", "flows");
        add(routes, "/v1/flows/{from}/{to}", "flow");
        add(routes, "/v1/slipping", "slipping");
        add(routes, "/v1/alerts", "alerts");
        add(routes, "/v1/alerts/precision", "alert-precision");
        add(routes, "/v1/trends", "trends");
        add(routes, "/v1/forecast", "forecast");
        add(routes, "/v1/offers/effect", "offer-effect");
        add(routes, "/v1/map", "map");
        routes.list(HandlerType.POST, "/v1/sql", AccessLevel.WRITE, sql::run);
    }

    private void add(Routes routes, String path, String question) {
        routes.get(path, AccessLevel.READ, questions.answering(question, path));
    }
}
