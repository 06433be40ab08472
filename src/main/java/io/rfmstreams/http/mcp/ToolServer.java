package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.rfmstreams.insights.question.QuestionException;
import io.rfmstreams.query.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers messages of the Model Context Protocol. There are no sessions: each message is answered on its own, and nothing is sent
 * unasked, so that a client which goes away leaves nothing behind.
 */
public final class ToolServer {

    /** The versions of the protocol that are understood, the newest last. */
    public static final List<String> PROTOCOL_VERSIONS =
            List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private static final String INSTRUCTIONS = """
            Answers questions about the customers of a shop and their segments by recency, frequency and monetary value, from the \
            shop's own data. Every answer has asOf, the time that it refers to, and freshness, how far the data is behind. If an \
            answer has a note or no rows, say so: do not guess what is not in the data. Begin with the tool segments: the other \
            tools take the ids of segments that it returns. Lists have total, and are read on with offset.
            Units: recencyDays and daysLeft are whole days; frequency is a number of orders, and monetary their sum, in the window \
            of the model, in the currency of the shop; returnProbability is the probability, 0 to 1, of an order within the model's \
            horizon; valueAtRisk is monetary × (1 − returnProbability); rank 1 is the best segment; shares are 0 to 1; times are \
            UTC.""";

    private static final String UNKNOWN_ERROR = "the question could not be answered; see the log of the instance";
    private static final Logger LOG = LoggerFactory.getLogger(ToolServer.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JacksonMcpJsonMapper MAPPER = new JacksonMcpJsonMapper(JSON);

    private final StatelessTransport transport = new StatelessTransport(PROTOCOL_VERSIONS);

    /**
     * Creates a server.
     *
     * @param version version of the program
     */
    public ToolServer(String version, Tools tools) {
        McpServer.sync(transport)
                .serverInfo("rfm-streams", version)
                .instructions(INSTRUCTIONS)
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .jsonMapper(MAPPER)
                .jsonSchemaValidator((schema, answer) -> ValidationResponse.asValid("")) // The tests validate answers.
                .validateToolInputs(false) // Tools say better what an argument may be.
                .immediateExecution(true)
                .tools(tools.all().stream()
                        .map(tool -> new SyncToolSpecification(
                                definition(tool.definition()), (context, request) -> call(tool, context, request)))
                        .toList())
                .build();
    }

    private static McpSchema.Tool definition(Tool.Definition tool) {
        return McpSchema.Tool.builder(tool.name(), tool.inputSchema())
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.outputSchema())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
    }

    private static CallToolResult call(Tool tool, McpTransportContext context, McpSchema.CallToolRequest request) {
        Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
        try {
            ObjectNode answer = tool.call().answer(arguments, StatelessTransport.caller(context));
            return CallToolResult.builder()
                    .structuredContent(answer)
                    .addTextContent(answer.toString())
                    .isError(false)
                    .build();
        } catch (QuestionException refused) {
            return failure(refused.detail() + hint(refused));
        } catch (QueryException refused) {
            return failure(refused.detail());
        } catch (ToolException refused) {
            return failure(refused.detail());
        } catch (RuntimeException fault) {
            LOG.error("The tool {} failed", tool.definition().name(), fault);
            return failure(UNKNOWN_ERROR);
        }
    }

    private static String hint(QuestionException refused) {
        return switch (refused.error()) {
            case UNKNOWN_SEGMENT -> "; the tool segments lists the ids of segments";
            case UNKNOWN_CUSTOMER -> "; the tool customers finds customers by the first characters of their id";
            default -> "";
        };
    }

    private static CallToolResult failure(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }

    /**
     * Answers a message.
     *
     * @param message UTF-8 bytes of one message of JSON-RPC
     * @return UTF-8 bytes of the answer; empty for a message that has none, such as a notification
     * @throws MalformedMessageException if it is no such message
     */
    public Optional<byte[]> answer(byte[] message, Caller caller) {
        if (!(read(message) instanceof JSONRPCRequest request)) {
            return Optional.empty();
        }
        JSONRPCResponse response =
                isCallable(request) ? transport.handle(request, caller) : malformedParameters(request.id());
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error != null && error.code() == McpSchema.ErrorCodes.INTERNAL_ERROR) {
            response = malformedParameters(request.id()); // Tools do not fail; the SDK cannot read the parameters.
        }
        try {
            return Optional.of(MAPPER.writeValueAsBytes(response));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static McpSchema.JSONRPCMessage read(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            if (JSON.readTree(text).isObject()) {
                return McpSchema.deserializeJsonRpcMessage(MAPPER, text);
            }
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedMessageException("the body is not UTF-8");
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.debug("A message is malformed", malformed);
        }
        throw new MalformedMessageException("the body must be one message of JSON-RPC 2.0");
    }

    /** Returns whether the SDK can find the tool of a request, if it calls one. */
    private static boolean isCallable(JSONRPCRequest request) {
        return !request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                || (request.params() instanceof Map<?, ?> parameters
                        && parameters.get("name") instanceof String
                        && isObject(parameters.get("arguments"))
                        && isObject(parameters.get("_meta")));
    }

    private static boolean isObject(@Nullable Object value) {
        return value == null || value instanceof Map;
    }

    private static JSONRPCResponse malformedParameters(Object id) {
        return JSONRPCResponse.error(
                id,
                new JSONRPCResponse.JSONRPCError(
                        McpSchema.ErrorCodes.INVALID_PARAMS, "params are not those of the method", null));
    }
}
