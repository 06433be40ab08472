package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.rfmstreams.http.RawHttp.Answer;
import io.rfmstreams.http.mcp.ToolServer;
import io.rfmstreams.http.mcp.Tools;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for customers and models on a server that passes them to a processor. */
class ForwardedApiTest {

    private static final Tokens TOKENS = new Tokens("reader", "admin", "");
    private static final String POINT = "{\"recency\":1,\"frequency\":2,\"monetary\":3}";

    private final FakeService processor = new FakeService(TOKENS);
    private final HttpServer server;

    ForwardedApiTest() throws IOException {
        server = HttpServer.start(
                new HttpSockets(ListeningSocket.bind("127.0.0.1", 0), null),
                FakeService.options(TOKENS, new ServerOptions.Limits(8, 8, 64)),
                new Backend(
                        processor,
                        new SimpleMeterRegistry(),
                        apis(new ProcessorClient(URI.create("http://127.0.0.1:" + processor.port()), null))));
    }

    private List<Api> apis(ProcessorClient client) {
        return List.of(
                new ForwardedApi(client),
                new McpApi(new ToolServer("1", Tools.of(processor, Optional.of(new ForwardedProcessor(client))))));
    }

    @AfterEach
    void close() {
        server.close();
        processor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/customers/ann, reader, 200",
        "GET, /v1/customers/n%C3%A4h%2F%252e%20%231, reader, 200",
        "GET, /v1/customers/nobody, reader, 404",
        "GET, /v1/models/active, reader, 200",
        "DELETE, /v1/customers/ann, reader, 403",
        "DELETE, /v1/customers/ann, admin, 202",
        "GET, /v1/customers/ann, stranger, 401"
    })
    void shouldAnswerAsTheProcessor(String method, String path, String token, int status) {
        // When
        Answer answer = RawHttp.send(server.port(), method, path, "", "Authorization: Bearer " + token);

        // Then
        Answer direct = RawHttp.send(processor.port(), method, path, "", "Authorization: Bearer " + token);
        assertThat(answer.status()).isEqualTo(status).isEqualTo(direct.status());
        assertThat(answer.text()).isEqualTo(direct.text());
        assertThat(answer.header("Content-Type")).isEqualTo(direct.header("Content-Type"));
    }

    @Test
    void shouldPassOnTheBody() {
        // When
        Answer answer = RawHttp.send(server.port(), "POST", "/v1/score", POINT, "Authorization: Bearer reader");

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"segment\"");
    }

    @Test
    void shouldGiveToolsTheAnswersOfTheProcessor() {
        try (McpSyncClient there = McpClients.http(server.port(), "reader");
                McpSyncClient here = McpClients.http(processor.port(), "reader")) {
            for (CallToolRequest call : List.of(
                    call("customer", Map.of("id", "näh/%2e #1")),
                    call("customer", Map.of("id", "nobody")),
                    call("what_if", Map.of("id", "ann", "waitDays", 30)),
                    call("what_if", Map.of("id", "ann", "purchase", Map.of("amount", 5.25))),
                    call("what_if", Map.of("id", "ann", "purchase", Map.of())),
                    call("score", Map.of("recency", 1, "frequency", 2, "monetary", 3.5)),
                    call("score", Map.of("recency", -1, "frequency", 2, "monetary", 3.5)))) {
                // When
                CallToolResult answer = there.callTool(call);

                // Then
                assertThat(answer).as(call.toString()).isEqualTo(here.callTool(call));
            }
        }
    }

    @Test
    void shouldTellToolsThatTheProcessorIsAway() {
        try (McpSyncClient client = McpClients.http(server.port(), "reader")) {
            // Given
            client.initialize();
            processor.close();

            // When
            CallToolResult answer = client.callTool(call("customer", Map.of("id", "ann")));

            // Then
            assertThat(answer.isError()).isTrue();
            assertThat(answer.content().toString()).contains("the processor does not respond");
        }
    }

    private static CallToolRequest call(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }

    @Test
    void shouldSayThatTheProcessorIsAway() {
        // Given
        processor.close();

        // When
        Answer answer = RawHttp.send(server.port(), "GET", "/v1/customers/ann", "", "Authorization: Bearer reader");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("urn:rfm-streams:problem:processor-away");
        assertThat(answer.header("Retry-After")).isPresent();
    }
}
