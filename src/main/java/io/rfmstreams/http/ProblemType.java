package io.rfmstreams.http;

import io.rfmstreams.query.QueryError;
import java.util.Locale;

/** The kinds of problems that answers tell of, after RFC 9457. */
enum ProblemType {
    BAD_REQUEST(400, "The request is wrong"),
    UNAUTHORIZED(401, "A token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_CUSTOMER(404, "Unknown customer"),
    UNKNOWN_MODEL(404, "Unknown model"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NO_MODEL(409, "No active model"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    MISDIRECTED_REQUEST(421, "The request is meant for another host"),
    NOT_TAKEN(422, "The processor would not take it"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    NOT_RUNNING(503, "Not running"),
    REBALANCING(503, "Rebalancing"),
    RESTORING(503, "Restoring"),
    OWNER_AWAY(503, "The customer's instance is away"),
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

    /** A name that stays, such as {@code urn:rfm-streams:problem:unknown-customer}. */
    String uri() {
        return "urn:rfm-streams:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProblemType of(QueryError refusal) {
        return switch (refusal) {
            case BAD_QUESTION -> BAD_REQUEST;
            case NOT_TAKEN -> NOT_TAKEN;
            case UNKNOWN_CUSTOMER -> UNKNOWN_CUSTOMER;
            case UNKNOWN_MODEL -> UNKNOWN_MODEL;
            case NO_MODEL -> NO_MODEL;
            case NOT_RUNNING -> NOT_RUNNING;
            case REBALANCING -> REBALANCING;
            case RESTORING -> RESTORING;
            case OWNER_AWAY -> OWNER_AWAY;
            case OVERLOADED -> OVERLOADED;
            case NOT_WRITTEN -> NOT_WRITTEN;
        };
    }
}
