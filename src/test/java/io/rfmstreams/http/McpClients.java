package io.rfmstreams.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.rfmstreams.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The official client of the Model Context Protocol. It validates each answer with the schema of its tool. */
public final class McpClients {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private McpClients() {}

    /** Returns a client of a server on this machine. */
    public static McpSyncClient http(int port, String token) {
        return of(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
                .endpoint("/mcp")
                .jsonMapper(mapper())
                .addHttpRequestCustomizer((request, method, uri, body, context) -> {
                    if (!token.isEmpty()) {
                        request.header("Authorization", "Bearer " + token);
                    }
                })
                .build());
    }

    /** Returns a client that starts the command, in a process of its own. */
    public static McpSyncClient stdio(int port, String token, Consumer<String> err) {
        List<String> words = JavaCommand.ofTests(
                List.of("-XX:TieredStopAtLevel=1"),
                "io.rfmstreams.cli.Main",
                List.of("insights", "--mcp", "--url", "http://127.0.0.1:" + port));
        ServerParameters.Builder command =
                ServerParameters.builder(words.get(0)).args(words.subList(1, words.size()));
        if (!token.isEmpty()) {
            command.addEnvVar("RFM_HTTP_TOKEN_READ", token);
        }
        StdioClientTransport transport = new StdioClientTransport(command.build(), mapper());
        transport.setStdErrorHandler(err);
        return of(transport);
    }

    private static JacksonMcpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(JSON);
    }

    private static McpSyncClient of(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .enableCallToolSchemaCaching(true)
                .jsonSchemaValidator(new Validator())
                .build();
    }

    private static final class Validator implements JsonSchemaValidator {

        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
            try {
                String json = JSON.writeValueAsString(structuredContent);
                var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(JSON.writeValueAsString(schema), InputFormat.JSON)
                        .validate(json, InputFormat.JSON);
                return errors.isEmpty()
                        ? ValidationResponse.asValid(json)
                        : ValidationResponse.asInvalid(errors.toString());
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }
}
