package io.rfmstreams.insights.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.contract.Json;
import java.io.IOException;

/** Reads the body of a request to run SQL. */
public final class SqlRequest {

    private static final JsonMapper JSON = Json.mapper().build();
    private static final String FIELD = "sql";

    private SqlRequest() {}

    /**
     * Returns the text of SQL.
     *
     * @throws QuestionException if the body is not an object with the field {@code sql} alone
     */
    public static String read(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null
                    && node.isObject()
                    && node.size() == 1
                    && node.path(FIELD).isTextual()) {
                return node.path(FIELD).asText();
            }
        } catch (IOException malformed) {
            throw QuestionException.badRequest("the body is not JSON");
        }
        throw QuestionException.badRequest("the body must be one JSON object with the field sql, a text");
    }
}
