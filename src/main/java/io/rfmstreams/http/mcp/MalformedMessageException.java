package io.rfmstreams.http.mcp;

/** The body of a request is no message of JSON-RPC. */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String detail) {
        super(detail, null, false, false);
    }
}
