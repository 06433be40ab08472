package io.rfmstreams.http;

import io.rfmstreams.query.QueryJson;
import org.eclipse.jetty.http.HttpStatus;

/** A problem detail for HTTP APIs, RFC 9457. */
record Problem(String type, String title, int status, String detail) {

    static final String CONTENT_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail);
    }

    /** Returns the problem of a status code for which there is no {@link ProblemType}. */
    static Problem of(int status) {
        String title = HttpStatus.getMessage(status);
        return new Problem("about:blank", title, status, title);
    }

    byte[] toJson() {
        return QueryJson.encode(this);
    }
}
