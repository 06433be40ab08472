package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.rfmstreams.http.RawHttp.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API for assistants, asked with the official client, and with clients that do not keep to the protocol. */
class McpApiTest {

    private static final String READER = "Authorization: Bearer reader";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeService service = new FakeService(new Tokens("reader", "admin", ""));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void shouldListToolsThatOnlyReadWithTheParametersOfTheirQuestions() {
        try (McpSyncClient client = McpClients.http(service.port(), "reader")) {
            // Given
            client.initialize();

            // When
            var tools = client.listTools().tools();

            // Then
            assertThat(client.getServerInfo().version()).isEqualTo("1.2.3");
            assertThat(client.getServerInstructions()).contains("do not guess");
            assertThat(tools).extracting(Tool::name).doesNotHaveDuplicates().contains("segments", "slipping");
            assertThat(tools).allSatisfy(tool -> {
                assertThat(tool.annotations().readOnlyHint()).isTrue();
                assertThat(tool.title()).isNotBlank();
                assertThat(tool.description()).isNotBlank();
                assertThat(tool.outputSchema()).isNotEmpty();
            });
            assertThat(tools.stream()
                            .filter(tool -> tool.name().equals("slipping"))
                            .findFirst()
                            .orElseThrow()
                            .inputSchema())
                    .containsEntry("additionalProperties", false)
                    .extracting("properties.days")
                    .isEqualTo(Map.of(
                            "type",
                            "integer",
                            "minimum",
                            1,
                            "maximum",
                            365,
                            "default",
                            14,
                            "description",
                            "Days from now."));
        }
    }

    @Test
    void shouldAnswerAsTheRestApiDoes() throws IOException {
        try (McpSyncClient client = McpClients.http(service.port(), "reader")) {
            // When
            CallToolResult result =
                    call(client, "slipping", Map.of("days", 30, "segment", "fresh", "sort", "customerId"));

            // Then
            assertThat(result.isError()).as(text(result)).isFalse();
            JsonNode rest = rest("/v1/slipping?days=30&segment=fresh&sort=customerId");
            JsonNode structured = JSON.valueToTree(result.structuredContent());
            assertThat(structured.path("rows")).isEqualTo(rest.path("rows")).hasSize(2);
            assertThat(structured.path("summary")).isEqualTo(rest.path("summary"));
            assertThat(structured.has("asOf") && structured.has("freshness")).isTrue();
            assertThat(JSON.readTree(text(result))).isEqualTo(structured);
        }
    }

    @Test
    void shouldSayPlainlyWhenTheDataHasNoAnswer() {
        try (McpSyncClient client = McpClients.http(service.port(), "reader")) {
            // When
            CallToolResult result = call(client, "offer_effect", Map.of());

            // Then
            assertThat(text(result)).contains("\"note\":\"No matching offer that is old enough is in the data.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            slipping      | days    | 0       | days must be a whole number of 1 to 365, not '0'
            slipping      | days    | 1.5     | days must be a whole number of 1 to 365, not '1.5'
            slipping      | days    | [1]     | days must be one text or number
            slipping      | days    | true    | days must be a whole number of 1 to 365, not 'true'
            slipping      | day     | 1       | 'day' is no parameter of this question; it has days, limit, offset, segment, sort
            slipping      | segment | "nope"  | neither a model nor a customer has the segment 'nope'; the tool segments lists the ids of segments
            look_alikes   | n       | 1       | id is required
            look_alikes   | id      | "zoe"   | the customer is unknown; the tool customers finds customers by the first characters of their id
            """)
    void shouldNameTheWrongArgumentAndWhatIsAllowed(String tool, String name, String json, String message)
            throws IOException {
        try (McpSyncClient client = McpClients.http(service.port(), "reader")) {
            // When
            CallToolResult result = call(client, tool, Map.of(name, JSON.readValue(json, Object.class)));

            // Then
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).isEqualTo(message);
        }
    }

    @Test
    void shouldNotShowAFaultOfTheProgram() {
        try (McpSyncClient client = McpClients.http(service.port(), "reader")) {
            // Given
            service.fault = true;

            // When
            CallToolResult result = call(client, "segments", Map.of());

            // Then
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).doesNotContain("secret").contains("see the log");
        }
    }

    @Test
    void shouldRejectAClientWithoutAToken() {
        try (McpSyncClient client = McpClients.http(service.port(), "")) {
            // When, Then
            assertThatThrownBy(client::initialize)
                    .hasRootCauseInstanceOf(McpHttpClientTransportAuthorizationException.class);
            assertThat(RawHttp.send(service.port(), "POST", "/mcp", PING).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldServeSeveralClientsAtATime() {
        try (McpSyncClient one = McpClients.http(service.port(), "reader");
                McpSyncClient other = McpClients.http(service.port(), "admin")) {
            // When
            long answered = IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(number -> call(number % 2 == 0 ? one : other, "segments", Map.of()))
                    .filter(result -> !result.isError())
                    .count();

            // Then
            assertThat(answered).isEqualTo(20);
        }
    }

    @Test
    void shouldHaveNoStreamThatAClientCouldDrop() {
        // When
        Answer get = RawHttp.send(service.port(), "GET", "/mcp", "", READER, "Accept: text/event-stream");
        Answer delete = RawHttp.send(service.port(), "DELETE", "/mcp", "", READER);

        // Then
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).hasValue("POST");
        assertThat(delete.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "1",
                "\"ping\"",
                "{}",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}{}",
                "{\"id\":1,\"method\":\"ping\"}",
            })
    void shouldRejectWhatIsNoMessage(String body) {
        // When
        Answer answer = RawHttp.send(
                service.port(),
                "POST",
                "/mcp",
                body,
                READER,
                body.isEmpty() ? "Content-Type: application/json" : "X-No: x");

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text())
                .contains("urn:rfm-streams:problem:bad-request")
                .doesNotContain("Exception", "io.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"params\":null",
                "\"params\":[]",
                "\"params\":{}",
                "\"params\":{\"name\":null}",
                "\"params\":{\"name\":7}",
                "\"params\":{\"name\":\"segments\",\"arguments\":[]}",
                "\"params\":{\"name\":\"segments\",\"arguments\":\"x\"}",
                "\"params\":{\"name\":\"segments\",\"_meta\":1}",
                "\"params\":{\"name\":\"no_such_tool\"}"
            })
    void shouldRejectMalformedParameters(String params) throws IOException {
        // When
        Answer answer = RawHttp.send(
                service.port(),
                "POST",
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\"," + params + "}",
                READER);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonNode error = JSON.readTree(answer.text()).path("error");
        assertThat(error.path("code").asInt()).as(answer.text()).isEqualTo(-32602);
        assertThat(answer.text()).doesNotContain("Exception", "io.modelcontextprotocol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"segments\",\"arguments\":{\"limit\":null}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"logging/setLevel\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///etc/passwd\"}}"
            })
    void shouldAnswerWithoutAFault(String message) {
        // When
        Answer answer = RawHttp.send(service.port(), "POST", "/mcp", message, READER);

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("io.modelcontextprotocol", "Exception", "passwd");
    }

    @Test
    void shouldRejectPagesOfOtherSites() {
        // When
        Answer other = RawHttp.send(service.port(), "POST", "/mcp", PING, READER, "Origin: https://evil.example");
        Answer rebound = RawHttp.send(service.port(), "POST", "/mcp", PING, READER, "Origin: null");
        Answer own = RawHttp.send(
                service.port(), "POST", "/mcp", PING, READER, "Origin: http://127.0.0.1:" + service.port());

        // Then
        assertThat(other.status()).isEqualTo(403);
        assertThat(rebound.status()).isEqualTo(403);
        assertThat(own.status()).isEqualTo(200);
    }

    @Test
    void shouldRejectAnUnknownVersionOfTheProtocol() {
        // When
        Answer unknown = RawHttp.send(service.port(), "POST", "/mcp", PING, READER, "MCP-Protocol-Version: 1999-01-01");
        Answer known = RawHttp.send(service.port(), "POST", "/mcp", PING, READER, "MCP-Protocol-Version: 2025-06-18");

        // Then
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("2025-11-25");
        assertThat(known.status()).isEqualTo(200);
    }

    private JsonNode rest(String path) throws IOException {
        return JSON.readTree(
                RawHttp.send(service.port(), "GET", path, "", READER).text());
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
