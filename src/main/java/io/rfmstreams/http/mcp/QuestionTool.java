package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.insights.question.Answer;
import io.rfmstreams.insights.question.AnswerJson;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.QuestionError;
import io.rfmstreams.insights.question.QuestionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a question of the read model. Its arguments are the parameters of the question. */
final class QuestionTool implements Tool {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final AskedQuestion asked;
    private final InsightsQueries queries;
    private final Map<String, Object> inputSchema;

    QuestionTool(AskedQuestion asked, InsightsQueries queries) {
        this.asked = asked;
        this.queries = queries;
        inputSchema = Schemas.arguments(queries.parameters(asked.question()));
    }

    @Override
    public String name() {
        return asked.tool();
    }

    @Override
    public String title() {
        return asked.title();
    }

    @Override
    public String description() {
        return asked.description();
    }

    @Override
    public Map<String, Object> inputSchema() {
        return inputSchema;
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Schemas.ANSWER;
    }

    @Override
    public ObjectNode call(Map<String, Object> arguments, Caller caller) {
        Answer answer = queries.ask(asked.question(), texts(arguments));
        try {
            ObjectNode json = JSON.createObjectNode();
            asked.note(answer).ifPresent(note -> json.put("note", note));
            json.setAll((ObjectNode) JSON.readTree(AnswerJson.encode(answer, null)));
            json.remove("next"); // A path of the REST API.
            return json;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Map<String, String> texts(Map<String, Object> arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (value != null) {
                texts.put(name, text(name, value));
            }
        });
        return texts;
    }

    private static String text(String name, Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        throw new QuestionException(QuestionError.BAD_REQUEST, name + " must be one text or number");
    }
}
