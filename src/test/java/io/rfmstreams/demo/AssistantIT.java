package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.rfmstreams.Page;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.http.McpClients;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official client asks the demo the twelve questions of docs/mcp.md, over HTTP and through the command. */
class AssistantIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceCloser CLOSER = new ResourceCloser();

    private static McpSyncClient http;
    private static McpSyncClient stdio;

    /**
     * A question of docs/mcp.md.
     *
     * @param number its place in the table
     * @param check of the answer
     */
    record Question(int number, String tool, Map<String, Object> arguments, Consumer<JsonNode> check) {

        @Override
        public String toString() {
            return number + " " + tool + " " + arguments;
        }
    }

    @BeforeAll
    static void start() {
        Configuration configuration = Configuration.load(Map.of("http.token.read", "reader"), Map.of(), null);
        DemoOptions options = new DemoOptions(
                null,
                DataSets.lab(),
                false,
                Double.POSITIVE_INFINITY,
                null,
                TrainingSchedule.every(Duration.ofDays(90)),
                0);
        DemoResult demo = new Demo(configuration, options, new DemoListener() {}, CLOSER).run();
        http = CLOSER.register(McpClients.http(demo.port(), "reader"));
        stdio = CLOSER.register(McpClients.stdio(demo.port(), "reader", line -> {}));
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    static List<Question> questions() {
        return List.of(
                new Question(1, "segments", Map.of(), answer -> assertThat(rows(answer))
                        .anySatisfy(row -> {
                            assertThat(row.path("segment").asText()).isEqualTo("at-risk");
                            assertThat(row.path("customers").asLong()).isPositive();
                            assertThat(row.path("revenueShare").asDouble()).isBetween(0.01, 1.0);
                            assertThat(row.path("valueAtRisk").asDouble()).isPositive();
                            assertThat(row.path("action").asText()).isNotEmpty();
                        })),
                new Question(
                        2,
                        "customers",
                        Map.of("segment", "at-risk", "sort", "-returnProbability", "limit", 5),
                        answer -> {
                            assertThat(rows(answer)).hasSize(5);
                            assertThat(rows(answer).stream()
                                            .map(row -> row.path("returnProbability")
                                                    .asDouble())
                                            .map(probability -> -probability))
                                    .isSorted();
                        }),
                new Question(3, "segment_profile", Map.of("segment", "champions"), AssistantIT::hasProfile),
                new Question(4, "customers", Map.of("segment", "champions", "noOfferDays", 90), answer -> {
                    assertThat(answer.path("total").asLong()).isPositive();
                    assertThat(answer.path("note").asText()).startsWith("There are no offers in the data");
                }),
                new Question(5, "customer", Map.of("id", "100"), answer -> {
                    assertThat(answer.path("segment").asText()).isNotEmpty();
                    assertThat(answer.path("forecast")).isNotEmpty();
                }),
                new Question(5, "look_alikes", Map.of("id", "100", "n", 3), answer -> assertThat(rows(answer))
                        .hasSize(3)
                        .allSatisfy(row ->
                                assertThat(row.path("distance").asDouble()).isNotNegative())),
                new Question(6, "segment_profile", Map.of("segment", "at-risk"), AssistantIT::hasProfile),
                new Question(7, "customer_timeline", Map.of("id", "100"), answer -> assertThat(rows(answer))
                        .isNotEmpty()),
                new Question(
                        7, "what_if", Map.of("id", "100", "purchase", Map.of("amount", 250.5)), answer -> assertThat(
                                        spend(answer, "after").subtract(spend(answer, "before")))
                                .isEqualByComparingTo("250.5")),
                new Question(
                        8,
                        "flow_comparison",
                        Map.of("from", "occasional", "to", "loyal", "days", 730),
                        answer ->
                                assertThat(answer.at("/summary/moves").asLong()).isPositive()),
                new Question(9, "slipping", Map.of("days", 90, "segment", "potential-loyalist"), answer -> {
                    assertThat(answer.at("/summary/monetaryAtStake").asDouble()).isPositive();
                    assertThat(rows(answer)).isNotEmpty().allSatisfy(row -> assertThat(
                                    row.path("nextChangeAt").asText())
                            .endsWith("Z"));
                }),
                new Question(10, "segment_changes", Map.of("segment", "at-risk"), answer -> assertThat(
                                answer.at("/summary/recencyDays").asDouble())
                        .isGreaterThan(answer.at("/summary/recencyDaysThen").asDouble())),
                new Question(11, "offer_effect", Map.of("segment", "at-risk"), answer -> assertThat(
                                answer.path("note").asText())
                        .contains("topic customer-offers")),
                new Question(12, "trends", Map.of(), answer -> assertThat(rows(answer))
                        .isNotEmpty()
                        .allSatisfy(row -> {
                            assertThat(row.path("recencyGrowth").asLong()).isGreaterThan(10);
                            assertThat(row.path("frequency")).isEqualTo(row.path("frequencyThen"));
                        })));
    }

    private static void hasProfile(JsonNode answer) {
        assertThat(rows(answer)).extracting(row -> row.path("feature").asText()).contains("recencyDays", "monetary");
        assertThat(answer.at("/summary/action").asText()).isNotEmpty();
    }

    private static BigDecimal spend(JsonNode answer, String when) {
        return answer.at("/" + when + "/rfm/monetary").decimalValue();
    }

    private static List<JsonNode> rows(JsonNode answer) {
        return StreamSupport.stream(answer.path("rows").spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void shouldAnswer(Question question) {
        // When
        CallToolResult direct = call(http, question);
        CallToolResult started = call(stdio, question);

        // Then
        assertThat(direct.isError()).as(direct.toString()).isFalse();
        JsonNode answer = answer(direct);
        assertThat(answer.has("asOf") || answer.at("/before/asOf").isTextual()).isTrue();
        question.check().accept(answer);
        assertThat(answer(started)).isEqualTo(answer);
    }

    @Test
    void shouldAskTheTwelveQuestionsOfThePage() {
        // Given
        List<List<String>> rows = Page.of("docs/mcp.md").table("## Twelve questions", "| | question | tools |");

        // When
        Map<String, Set<String>> asked = questions().stream()
                .collect(Collectors.groupingBy(
                        question -> String.valueOf(question.number()),
                        Collectors.mapping(Question::tool, Collectors.toCollection(TreeSet::new))));

        // Then
        assertThat(rows).hasSize(12).allSatisfy(row -> assertThat(
                        Page.codes(row.get(2)).map(code -> code.split(" ")[0]))
                .containsAll(asked.get(row.get(0))));
    }

    @Test
    void shouldListTheSameToolsBothWays() {
        assertThat(names(stdio)).isEqualTo(names(http)).hasSize(19);
    }

    /** Returns an answer without its freshness, which changes from one to the next. */
    private static JsonNode answer(CallToolResult result) {
        ObjectNode answer = JSON.valueToTree(result.structuredContent());
        return answer.without("freshness");
    }

    private static List<String> names(McpSyncClient client) {
        return client.listTools().tools().stream().map(Tool::name).toList();
    }

    private static CallToolResult call(McpSyncClient client, Question question) {
        return client.callTool(CallToolRequest.builder(question.tool())
                .arguments(question.arguments())
                .build());
    }
}
