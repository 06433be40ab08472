package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The JSON of answers and requests. Decimals stay exact. */
final class AnswerNodes {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AnswerNodes() {}

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /** Reads an object. */
    static ObjectNode read(byte[] json) {
        try {
            return JSON.readValue(json, ObjectNode.class);
        } catch (IOException fault) {
            throw new UncheckedIOException("an answer is no JSON object", fault);
        }
    }

    static byte[] write(Map<String, Object> request) {
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException fault) {
            throw new UncheckedIOException("arguments cannot be written as JSON", fault);
        }
    }
}
