package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The command that a desktop assistant starts, with the official client. */
class McpStdioTest {

    private final List<String> err = new CopyOnWriteArrayList<>();

    @Test
    void shouldAnswerAsTheServerDoes() {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""));
                McpSyncClient direct = McpClients.http(service.port(), "reader");
                McpSyncClient started = McpClients.stdio(service.port(), "reader", err::add)) {
            // When
            started.initialize();
            CallToolResult result = slipping(started);

            // Then
            assertThat(started.listTools()).isEqualTo(direct.listTools());
            assertThat(result).isEqualTo(slipping(direct));
            assertThat(result.isError()).isFalse();
            assertThat(err).isEmpty();
        }
    }

    @Test
    void shouldSayThatItNeedsARunningServer() {
        // Given
        int port;
        try (FakeService stopped = new FakeService()) {
            port = stopped.port();
        }
        try (McpSyncClient started = McpClients.stdio(port, "", err::add)) {
            // When, Then
            assertThatThrownBy(started::initialize)
                    .hasStackTraceContaining("an assistant needs a running insights or demo, which --url names");
            await().untilAsserted(() -> assertThat(err).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .startsWith("rfm-streams insights --mcp: cannot connect to")));
        }
    }

    @Test
    void shouldPassOnThatATokenIsMissing() {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""));
                McpSyncClient started = McpClients.stdio(service.port(), "", err::add)) {
            // When, Then
            assertThatThrownBy(started::initialize).hasStackTraceContaining("send exactly one header Authorization");
        }
    }

    private static CallToolResult slipping(McpSyncClient client) {
        return client.callTool(CallToolRequest.builder("slipping")
                .arguments(Map.of("days", 30, "segment", "fresh"))
                .build());
    }
}
