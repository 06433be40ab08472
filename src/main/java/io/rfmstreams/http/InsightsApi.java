package io.rfmstreams.http;

import io.javalin.http.HandlerType;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.SqlQueries;
import java.util.List;
import java.util.Optional;

/** The API of the read model: questions about segments and many customers, and SQL. */
public final class InsightsApi extends Api {

    private static final String SEGMENT = "/v1/segments/{segment}";
    private static final String CUSTOMER = "/v1/customers/{id}";

    /** The path of each question. Its variable parts are parameters. */
    static final List<Route> ROUTES = List.of(
            new Route("/v1/segments", "segments"),
            new Route(SEGMENT, "segment"),
            new Route(SEGMENT + "/customers", "segment-customers"),
            new Route(SEGMENT + "/changes", "segment-changes"),
            new Route(SEGMENT + "/look-alikes", "audience"),
            new Route("/v1/customers", "customers"),
            new Route(CUSTOMER + "/timeline", "timeline"),
            new Route(CUSTOMER + "/look-alikes", "look-alikes"),
            new Route("/v1/revenue-potential", "revenue-potential"),
            new Route("/v1/flows", "flows"),
            new Route("/v1/flows/{from}/{to}", "flow"),
            new Route("/v1/slipping", "slipping"),
            new Route("/v1/alerts", "alerts"),
            new Route("/v1/alerts/precision", "alert-precision"),
            new Route("/v1/trends", "trends"),
            new Route("/v1/forecast", "forecast"),
            new Route("/v1/offers/effect", "offer-effect"),
            new Route("/v1/map", "map"));

    private final QuestionResource questions;
    private final SqlResource sql;

    /** A path and the name of its question. */
    record Route(String path, String question) {}

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
        ROUTES.forEach(route ->
                routes.get(route.path(), AccessLevel.READ, questions.answering(route.question(), route.path())));
        routes.list(HandlerType.POST, "/v1/sql", AccessLevel.WRITE, sql::run);
    }
}
