package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.rfmstreams.insights.question.Answer;
import io.rfmstreams.insights.question.AnswerCsv;
import io.rfmstreams.insights.question.AnswerJson;
import io.rfmstreams.insights.question.InsightsQueries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers questions. The parameters are those of the path and of the query. */
final class QuestionResource {

    private static final Set<MediaType> FORMATS = EnumSet.of(MediaType.JSON, MediaType.CSV);
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";

    private final InsightsQueries queries;

    QuestionResource(InsightsQueries queries) {
        this.queries = queries;
    }

    /**
     * Returns the handler of a question.
     *
     * @param path path of the route; its variable parts are parameters
     */
    Handler answering(String question, String path) {
        String[] parts = path.split("/", -1);
        return ctx -> answer(ctx, question, parts);
    }

    private void answer(Context ctx, String question, String[] parts) {
        Map<String, String> query = query(ctx);
        Map<String, String> parameters = new LinkedHashMap<>(query);
        for (int place = 0; place < parts.length; place++) {
            if (parts[place].startsWith("{")) {
                String name = parts[place].substring(1, parts[place].length() - 1);
                if (parameters.put(name, RequestPath.part(ctx, place)) != null) {
                    throw new ProblemException(ProblemType.BAD_REQUEST, name + " is a part of the path");
                }
            }
        }
        Answer answer = queries.ask(question, parameters);
        String next = answer.hasNext() ? next(ctx, query, answer) : null;
        if (next != null) {
            ctx.header(Header.LINK, "<" + next + ">; rel=\"next\"");
        }
        MediaType type = MediaType.accepted(ctx, FORMATS);
        byte[] body = type == MediaType.CSV ? AnswerCsv.encode(answer.table()) : AnswerJson.encode(answer, next);
        ctx.contentType(type.contentType()).result(body);
    }

    private static Map<String, String> query(Context ctx) {
        Map<String, String> query = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            if (parameter.getValue().size() != 1) {
                throw new ProblemException(ProblemType.BAD_REQUEST, parameter.getKey() + " must be given once");
            }
            query.put(parameter.getKey(), parameter.getValue().get(0));
        }
        return query;
    }

    /** Returns path and query of the next page. */
    private static String next(Context ctx, Map<String, String> query, Answer answer) {
        Map<String, String> following = new LinkedHashMap<>(query);
        following.put(LIMIT, String.valueOf(answer.page().limit()));
        following.put(
                OFFSET, String.valueOf(answer.page().offset() + answer.page().limit()));
        return following.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", ctx.path() + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
