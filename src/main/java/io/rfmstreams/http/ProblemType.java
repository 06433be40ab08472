package io.rfmstreams.http;

import io.rfmstreams.insights.question.QuestionError;
import io.rfmstreams.query.QueryError;
import java.util.Locale;

/** The types of problem details, RFC 9457. Each {@link QueryError} and {@link QuestionError} is the type of the same name. */
enum ProblemType {
    BAD_REQUEST(400, "Malformed request"),
    UNAUTHORIZED(401, "A token is required"),
    FORBIDDEN(403, "The token does not allow this request"),
    SQL_REFUSED(403, "The query may not run"),
    NOT_FOUND(404, "Not found"),
    UNKNOWN_CUSTOMER(404, "Unknown customer"),
    UNKNOWN_MODEL(404, "Unknown model"),
    UNKNOWN_SEGMENT(404, "Unknown segment"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NO_MODEL(409, "No active model"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    MISDIRECTED_REQUEST(421, "The request names another host"),
    NOT_TAKEN(422, "The processor would reject the purchase"),
    INTERNAL_ERROR(500, "Internal error"),
    NOT_RUNNING(503, "Not running"),
    REBALANCING(503, "Rebalancing"),
    RESTORING(503, "Restoring"),
    OWNER_AWAY(503, "The customer's owner does not respond"),
    PROCESSOR_AWAY(503, "The processor does not respond"),
    OVERLOADED(503, "Overloaded"),
    NOT_WRITTEN(503, "Not written");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Returns a stable identifier such as {@code urn:rfm-streams:problem:unknown-customer}. */
    String uri() {
        return "urn:rfm-streams:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProblemType of(QueryError error) {
        return valueOf(error.name());
    }

    static ProblemType of(QuestionError error) {
        return valueOf(error.name());
    }
}
