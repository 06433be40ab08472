package io.rfmstreams.http.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Passes requests to the SDK. The SDK's own transport is a servlet that answers errors and reads bodies in its own way; here the
 * REST server does both.
 */
final class StatelessTransport implements McpStatelessServerTransport {

    private static final String CALLER = "caller";

    private final List<String> protocolVersions;
    private @Nullable McpStatelessServerHandler handler;

    StatelessTransport(List<String> protocolVersions) {
        this.protocolVersions = protocolVersions;
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        handler = mcpHandler;
    }

    @Override
    public List<String> protocolVersions() {
        return protocolVersions;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    JSONRPCResponse handle(JSONRPCRequest request, Caller caller) {
        McpStatelessServerHandler server = Objects.requireNonNull(handler, "the server is built first");
        return Objects.requireNonNull(
                server.handleRequest(McpTransportContext.create(Map.of(CALLER, caller)), request)
                        .block(),
                "every request has an answer");
    }

    /** Returns the caller of a request that is being handled. */
    static Caller caller(McpTransportContext context) {
        return (Caller) context.get(CALLER);
    }
}
