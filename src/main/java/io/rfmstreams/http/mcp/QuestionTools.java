package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.insights.question.Answer;
import io.rfmstreams.insights.question.AnswerJson;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.QuestionError;
import io.rfmstreams.insights.question.QuestionException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tools that ask a question of the read model. Their arguments are the parameters of the question. */
final class QuestionTools {

    private QuestionTools() {}

    static List<Tool> of(InsightsQueries queries) {
        return Arrays.stream(AskedQuestion.values())
                .map(asked -> tool(asked, queries))
                .toList();
    }

    private static Tool tool(AskedQuestion asked, InsightsQueries queries) {
        return new Tool(
                new Tool.Definition(
                        asked.tool(),
                        asked.title(),
                        asked.description(),
                        Schemas.arguments(queries.parameters(asked.question())),
                        Schemas.ANSWER),
                (arguments, caller) -> answer(asked, queries.ask(asked.question(), texts(arguments))));
    }

    private static ObjectNode answer(AskedQuestion asked, Answer answer) {
        ObjectNode json = AnswerNodes.empty();
        asked.note(answer).ifPresent(note -> json.put("note", note));
        json.setAll(AnswerNodes.read(AnswerJson.encode(answer, null)));
        json.remove("next"); // A path of the REST API.
        return json;
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
