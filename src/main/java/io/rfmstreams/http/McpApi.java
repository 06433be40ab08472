package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.rfmstreams.http.mcp.Caller;
import io.rfmstreams.http.mcp.MalformedMessageException;
import io.rfmstreams.http.mcp.ToolServer;

/**
 * The API for assistants: the Model Context Protocol over streamable HTTP. Each message is one POST, and its answer is JSON;
 * there are no streams, which the protocol leaves to the server.
 */
public final class McpApi extends Api {

    static final String PATH = "/mcp";
    static final String PROTOCOL_VERSION = "MCP-Protocol-Version";

    private final ToolServer server;

    public McpApi(ToolServer server) {
        this.server = server;
    }

    @Override
    void addTo(Routes routes) {
        routes.list(HandlerType.POST, PATH, AccessLevel.READ, this::answer);
    }

    private void answer(Context ctx) {
        String version = ctx.header(PROTOCOL_VERSION);
        if (version != null && !ToolServer.PROTOCOL_VERSIONS.contains(version)) {
            throw bad(PROTOCOL_VERSION + " must be one of " + String.join(", ", ToolServer.PROTOCOL_VERSIONS));
        }
        byte[] message = RequestBody.json(ctx);
        try {
            server.answer(message, new Caller(ctx.header(Header.AUTHORIZATION)))
                    .ifPresentOrElse(
                            answer -> ServiceResource.json(ctx, answer), () -> ctx.status(HttpStatus.ACCEPTED));
        } catch (MalformedMessageException malformed) {
            throw bad(String.valueOf(malformed.getMessage()));
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
