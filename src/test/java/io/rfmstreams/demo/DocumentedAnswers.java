package io.rfmstreams.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.Page;
import io.rfmstreams.cli.CommandRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The numbers that docs/insights.md shows, and those that the documented commands return. */
final class DocumentedAnswers {

    private static final Page PAGE = Page.of("docs/insights.md");
    private static final Pattern NUMBER =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");
    private static final int PERCENT = 100;

    private final List<List<String>> questions =
            PAGE.table("## Twelve questions", "| question | call | answer on the demo's data |");
    private final List<String> options;

    /** @param options of every command: the address of the demo and its token */
    DocumentedAnswers(List<String> options) {
        this.options = options;
    }

    int questions() {
        return questions.size();
    }

    /** Returns the commands of a question, counted from 1. */
    List<String> commands(int question) {
        return Page.codes(questions.get(question - 1).get(1))
                .filter(call -> call.startsWith("ask ") || call.startsWith("customer "))
                .toList();
    }

    /** Returns the numbers in the answer of a question as they are written. */
    List<String> documented(int question) {
        return numbers(questions.get(question - 1).get(2)).toList();
    }

    /** Returns the numbers in the paragraph on how often alerts came true. */
    List<String> documentedPrecision() {
        String paragraph =
                String.join(" ", PAGE.block("How often alerts came true")).split("## ", 2)[0];
        return numbers(paragraph).toList();
    }

    /** Returns the numbers that the answer of a question must contain, in order, from what its commands return. */
    List<String> expected(int question) throws IOException {
        return switch (question) {
            case 1 -> campaign(run("ask segments"));
            case 2 -> discount(run("ask customers --segment at-risk --sort -valueAtRisk"));
            case 4 -> List.of(whole(first(question).path("total")));
            case 5 -> path(first(question), run(commands(question).get(1)));
            case 6 -> highlights(first(question));
            case 7 ->
                List.of(run(commands(question).get(1)).path("since").asText().substring(0, 4));
            case 8 -> flow(first(question));
            case 9 -> slipping(first(question), run("ask segments"));
            case 10 -> changes(first(question));
            case 12 -> trends(first(question));
            default -> List.of();
        };
    }

    /** Returns the numbers that the paragraph on alerts must contain. */
    List<String> expectedPrecision() throws IOException {
        JsonNode answer = run("ask precision");
        JsonNode slippedLoyalists = precision(answer, "SLIPPED", "potential-loyalist");
        JsonNode slippedChampions = precision(answer, "SLIPPED", "champions");
        JsonNode fadingLoyalists = precision(answer, "FADING", "potential-loyalist");
        JsonNode fadingChampions = precision(answer, "FADING", "champions");
        return List.of(
                percent(0, slippedLoyalists.path("precision")),
                whole(answer.at("/summary/horizonDays")),
                percent(0, slippedLoyalists.path("predicted")),
                percent(0, slippedChampions.path("precision")),
                percent(0, slippedChampions.path("predicted")),
                percent(0, fadingLoyalists.path("precision")),
                percent(0, fadingChampions.path("precision")),
                percent(0, fadingChampions.path("predicted")));
    }

    /** Runs a command that the document shows. It must end with exit code 0. */
    JsonNode run(String command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(options);
        arguments.add("--json");
        CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
        if (run.exitCode() != 0) {
            throw new AssertionError(command + " ended with " + run.exitCode() + ": " + run.err());
        }
        return new ObjectMapper().readTree(run.out());
    }

    private JsonNode first(int question) throws IOException {
        return run(commands(question).get(0));
    }

    private static List<String> campaign(JsonNode segments) {
        JsonNode atRisk = row(segments, "segment", "at-risk");
        JsonNode champions = row(segments, "segment", "champions");
        return List.of(
                whole(atRisk.path("customers")),
                whole(atRisk.path("revenue")),
                percent(1, atRisk.path("revenueShare")),
                whole(atRisk.path("valueAtRisk")),
                whole(champions.path("customers")),
                whole(champions.path("revenue")),
                whole(champions.path("valueAtRisk")));
    }

    private static List<String> discount(JsonNode customers) {
        return rows(customers)
                .limit(3)
                .flatMap(row -> Stream.of(
                        row.path("customerId").asText(),
                        percent(1, row.path("returnProbability")),
                        whole(row.path("valueAtRisk"))))
                .toList();
    }

    private static List<String> path(JsonNode customer, JsonNode lookAlikes) {
        List<JsonNode> nearest = rows(lookAlikes).toList();
        return List.of(
                customer.at("/nextChange/at").asText().substring(0, 10),
                nearest.get(0).path("customerId").asText(),
                decimal(2, nearest.get(0).path("distance")),
                nearest.get(1).path("customerId").asText(),
                nearest.get(2).path("customerId").asText());
    }

    private static List<String> highlights(JsonNode segment) {
        JsonNode order = row(segment, "feature", "averageOrderValue");
        JsonNode recency = row(segment, "feature", "recencyDays");
        double segmentMean = recency.path("segmentMean").asDouble();
        double allMean = recency.path("allMean").asDouble();
        return List.of(
                decimal(0, (order.path("ratio").asDouble() - 1) * PERCENT),
                decimal(2, order.path("segmentMean")),
                decimal(2, order.path("allMean")),
                decimal(0, segmentMean - allMean),
                decimal(0, segmentMean),
                decimal(0, allMean));
    }

    private static List<String> flow(JsonNode flow) {
        JsonNode moved = row(flow, "group", "moved");
        return List.of(
                whole(flow.at("/summary/moves")),
                whole(flow.at("/summary/customers")),
                decimal(1, moved.path("orders")),
                decimal(2, moved.path("spend")),
                whole(flow.at("/summary/before")));
    }

    private static List<String> slipping(JsonNode slipping, JsonNode segments) {
        List<JsonNode> customers = rows(slipping).toList();
        return List.of(
                whole(slipping.at("/summary/customers")),
                whole(row(segments, "segment", "potential-loyalist").path("customers")),
                whole(slipping.at("/summary/monetaryAtStake")),
                customers.get(0).path("customerId").asText(),
                customers.get(0).path("nextChangeAt").asText().substring(8, 10),
                customers.get(1).path("customerId").asText(),
                customers.get(2).path("customerId").asText());
    }

    private static List<String> changes(JsonNode changes) {
        JsonNode all = changes.path("summary");
        return List.of(
                whole(all.path("customers")),
                whole(all.path("recencyDaysThen")),
                whole(all.path("recencyDays")),
                decimal(1, all.path("frequencyThen")),
                decimal(1, all.path("frequency")),
                whole(all.path("monetaryThen")),
                whole(all.path("monetary")),
                whole(row(changes, "segmentThen", "at-risk").path("customers")),
                whole(row(changes, "segmentThen", "potential-loyalist").path("customers")),
                whole(row(changes, "segmentThen", "champions").path("customers")));
    }

    private static List<String> trends(JsonNode trends) {
        List<JsonNode> customers = rows(trends).toList();
        return List.of(
                whole(trends.at("/summary/customers")),
                whole(trends.at("/summary/monetaryAtStake")),
                customers.get(0).path("customerId").asText(),
                whole(customers.get(0).path("recencyDaysThen")),
                whole(customers.get(0).path("recencyDays")),
                whole(customers.get(0).path("frequency")),
                customers.get(1).path("customerId").asText(),
                customers.get(2).path("customerId").asText());
    }

    private static Stream<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group);
    }

    private static Stream<JsonNode> rows(JsonNode answer) {
        return answer.path("rows").valueStream();
    }

    private static JsonNode row(JsonNode answer, String field, String value) {
        return rows(answer)
                .filter(row -> row.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with the " + field + " " + value + " in " + answer));
    }

    private static JsonNode precision(JsonNode answer, String kind, String segment) {
        return rows(answer)
                .filter(row -> row.path("kind").asText().equals(kind)
                        && row.path("segment").asText().equals(segment))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " alerts of " + segment));
    }

    private static String whole(JsonNode value) {
        return decimal(0, value);
    }

    private static String percent(int decimals, JsonNode share) {
        return decimal(decimals, share.asDouble() * PERCENT);
    }

    private static String decimal(int decimals, JsonNode value) {
        if (!value.isNumber()) {
            throw new AssertionError("no number but " + value);
        }
        return decimal(decimals, value.asDouble());
    }

    private static String decimal(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
