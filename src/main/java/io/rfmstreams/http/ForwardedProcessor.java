package io.rfmstreams.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Header;
import io.rfmstreams.http.mcp.Caller;
import io.rfmstreams.http.mcp.ProcessorQueries;
import io.rfmstreams.http.mcp.ToolException;
import io.rfmstreams.query.CustomerId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A processor on another machine, which is asked with the token of the caller. */
public final class ForwardedProcessor implements ProcessorQueries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final ProcessorClient client;

    public ForwardedProcessor(ProcessorClient client) {
        this.client = client;
    }

    @Override
    public byte[] customer(CustomerId customerId, Caller caller) {
        return answer("GET", path(customerId), new byte[0], caller);
    }

    @Override
    public byte[] whatIf(CustomerId customerId, byte[] request, Caller caller) {
        return answer("POST", path(customerId) + "/what-if", request, caller);
    }

    @Override
    public byte[] score(byte[] request, Caller caller) {
        return answer("POST", "/v1/score", request, caller);
    }

    private static String path(CustomerId customerId) {
        return "/v1/customers/"
                + URLEncoder.encode(customerId.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] answer(String method, String path, byte[] body, Caller caller) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of(Header.CONTENT_TYPE, "application/json"));
        String authorization = caller.authorization();
        if (authorization != null) {
            headers.put(Header.AUTHORIZATION, authorization);
        }
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(method, path, body, headers);
        } catch (ProblemException away) {
            throw new ToolException(away.problem().detail());
        }
        if (answer.statusCode() != OK) {
            throw new ToolException(detail(answer));
        }
        return answer.body();
    }

    private static String detail(HttpResponse<byte[]> answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            return problem.path("detail").asText("the processor answers with status " + answer.statusCode());
        } catch (IOException noProblem) {
            return "the processor answers with status " + answer.statusCode();
        }
    }
}
