package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rfmstreams.http.RawHttp.Answer;
import io.rfmstreams.insights.question.Parameter;
import io.rfmstreams.query.QueryError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the OpenAPI document with the server: every route, every status, and the schema of each answer. */
class OpenApiTest {

    private static final String ADMIN = "Authorization: Bearer admin";
    private static final String READER = "Authorization: Bearer reader";
    private static final String BUY = "{\"purchase\":{\"amount\":5,\"occurredAt\":\"2024-03-01T13:00:00+01:00\"}}";
    private static final String POINT = "{\"recency\":1,\"frequency\":2,\"monetary\":3}";
    private static final Map<String, String> BODIES = Map.of(
            "/v1/customers/{id}/what-if",
            BUY,
            "/v1/score",
            POINT,
            "/v1/sql",
            "{\"sql\":\"SELECT * FROM customers\"}",
            "/mcp",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeService service = new FakeService(new Tokens("reader", "admin", ""));
    private final JsonNode document;

    OpenApiTest() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("schemas/openapi.yaml").toFile());
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** A request, the state of the service, and the expected answer of the document. */
    record Exchange(String method, String route, int status, String path, String body, String token, Given given) {

        static Exchange of(String method, String route, int status) {
            String path = route.replace("{id}", "ann")
                    .replace("{v}", "1")
                    .replace("{segment}/look-alikes", "fresh/look-alikes?into=cool")
                    .replace("{segment}", "fresh")
                    .replace("{from}/{to}", "cool/fresh");
            String body = BODIES.getOrDefault(route, "");
            return new Exchange(method, route, status, path, body, ADMIN, Given.NORMAL);
        }

        Exchange path(String other) {
            return new Exchange(method, route, status, other, body, token, given);
        }

        Exchange body(String other) {
            return new Exchange(method, route, status, path, other, token, given);
        }

        Exchange token(String other) {
            return new Exchange(method, route, status, path, body, other, given);
        }

        Exchange given(Given other) {
            return new Exchange(method, route, status, path, body, token, other);
        }

        String operation() {
            return method + " " + route + " " + status;
        }

        @Override
        public String toString() {
            return operation();
        }
    }

    /** The state of the service. */
    enum Given {
        NORMAL,
        OWNER_AWAY,
        NO_MODEL,
        NOT_RUNNING,
        DEGRADED
    }

    static Stream<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>();
        String customer = "/v1/customers/{id}";
        String whatIf = customer + "/what-if";
        String badId = "/v1/customers/a%00";
        add(all, "GET", customer, 200);
        all.add(Exchange.of("GET", customer, 400).path(badId));
        all.add(Exchange.of("GET", customer, 404).path("/v1/customers/nobody"));
        all.add(Exchange.of("GET", customer, 503).given(Given.OWNER_AWAY));
        add(all, "DELETE", customer, 202);
        all.add(Exchange.of("DELETE", customer, 400).path(badId));
        all.add(Exchange.of("DELETE", customer, 403).token(READER));
        all.add(Exchange.of("DELETE", customer, 503).given(Given.OWNER_AWAY));
        add(all, "POST", whatIf, 200);
        all.add(Exchange.of("POST", whatIf, 200).body("{\"waitDays\":30}"));
        all.add(Exchange.of("POST", whatIf, 400).body("{}"));
        all.add(Exchange.of("POST", whatIf, 404).path("/v1/customers/nobody/what-if"));
        all.add(Exchange.of("POST", whatIf, 413).body(" ".repeat(9_000)));
        all.add(Exchange.of("POST", whatIf, 415).body(""));
        all.add(Exchange.of("POST", whatIf, 422).body(BUY.replace("2024", "1969")));
        all.add(Exchange.of("POST", whatIf, 503).given(Given.OWNER_AWAY));
        add(all, "POST", "/v1/score", 200);
        all.add(Exchange.of("POST", "/v1/score", 400).body("[]"));
        all.add(Exchange.of("POST", "/v1/score", 409).given(Given.NO_MODEL));
        all.add(Exchange.of("POST", "/v1/score", 413).body(" ".repeat(9_000)));
        all.add(Exchange.of("POST", "/v1/score", 415).body(""));
        add(all, "GET", "/v1/models", 200);
        all.add(Exchange.of("GET", "/v1/models", 200).given(Given.NO_MODEL));
        add(all, "GET", "/v1/models/active", 200);
        all.add(Exchange.of("GET", "/v1/models/active", 404).given(Given.NO_MODEL));
        add(all, "GET", "/v1/models/{v}", 200);
        all.add(Exchange.of("GET", "/v1/models/{v}", 400).path("/v1/models/one"));
        all.add(Exchange.of("GET", "/v1/models/{v}", 404).path("/v1/models/77"));
        add(all, "POST", "/v1/models/{v}/activate", 200);
        all.add(Exchange.of("POST", "/v1/models/{v}/activate", 400).path("/v1/models/one/activate"));
        all.add(Exchange.of("POST", "/v1/models/{v}/activate", 403).token(READER));
        all.add(Exchange.of("POST", "/v1/models/{v}/activate", 404).path("/v1/models/77/activate"));
        all.add(Exchange.of("POST", "/v1/models/{v}/activate", 503).given(Given.OWNER_AWAY));
        add(all, "GET", "/v1/events", 200);
        all.add(Exchange.of("GET", "/", 200));
        all.addAll(insights());
        add(all, "POST", "/mcp", 200);
        all.add(Exchange.of("POST", "/mcp", 202)
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        all.add(Exchange.of("POST", "/mcp", 400).body("{}"));
        all.add(Exchange.of("POST", "/mcp", 403).token(ADMIN + "\r\nOrigin: http://evil.example"));
        all.add(Exchange.of("POST", "/mcp", 413).body(" ".repeat(9_000)));
        all.add(Exchange.of("POST", "/mcp", 415).body(""));
        all.add(Exchange.of("GET", "/v1", 200));
        all.add(Exchange.of("GET", "/health/live", 200));
        all.add(Exchange.of("GET", "/health/live", 503).given(Given.NOT_RUNNING));
        all.add(Exchange.of("GET", "/health/ready", 200));
        all.add(Exchange.of("GET", "/health/ready", 200).given(Given.DEGRADED));
        all.add(Exchange.of("GET", "/health/ready", 503).given(Given.NOT_RUNNING));
        add(all, "GET", "/metrics", 200);
        all.add(Exchange.of("GET", "/openapi.yaml", 200));
        return all.stream();
    }

    private static List<Exchange> insights() {
        List<Exchange> all = new ArrayList<>();
        String segment = "/v1/segments/{segment}";
        String customer = "/v1/customers/{id}";
        List<String> questions = List.of(
                "/v1/segments",
                segment,
                segment + "/customers",
                segment + "/changes",
                segment + "/look-alikes",
                "/v1/customers",
                customer + "/timeline",
                customer + "/look-alikes",
                "/v1/revenue-potential",
                "/v1/flows",
                "/v1/flows/{from}/{to}",
                "/v1/slipping",
                "/v1/alerts",
                "/v1/alerts/precision",
                "/v1/trends",
                "/v1/forecast",
                "/v1/offers/effect",
                "/v1/map");
        for (String route : questions) {
            add(all, "GET", route, 200);
            String path = Exchange.of("GET", route, 400).path();
            all.add(Exchange.of("GET", route, 400).path(path + (path.contains("?") ? "&" : "?") + "page=2"));
            if (route.contains("{segment}")) {
                all.add(Exchange.of("GET", route, 404)
                        .path(Exchange.of("GET", route, 404).path().replace("fresh", "unknown")));
            }
        }
        for (String route : List.of("/v1/slipping", "/v1/alerts", "/v1/trends", "/v1/offers/effect", "/v1/map")) {
            all.add(Exchange.of("GET", route, 404).path(route + "?segment=unknown"));
        }
        String revenue = "/v1/revenue-potential";
        all.add(Exchange.of("GET", revenue, 404).path(revenue + "?segment=unknown"));
        all.add(Exchange.of("GET", revenue, 409).given(Given.NO_MODEL));
        all.add(Exchange.of("GET", "/v1/flows/{from}/{to}", 404).path("/v1/flows/fresh/unknown"));
        all.add(Exchange.of("GET", customer + "/timeline", 404).path("/v1/customers/nobody/timeline"));
        all.add(Exchange.of("GET", customer + "/look-alikes", 404).path("/v1/customers/nobody/look-alikes"));
        all.add(Exchange.of("GET", customer + "/look-alikes", 409).given(Given.NO_MODEL));
        all.add(Exchange.of("GET", segment + "/look-alikes", 409).given(Given.NO_MODEL));
        add(all, "POST", "/v1/sql", 200);
        all.add(Exchange.of("POST", "/v1/sql", 400).body("{\"sql\":\"SELECT\"}"));
        all.add(Exchange.of("POST", "/v1/sql", 403).token(READER));
        all.add(Exchange.of("POST", "/v1/sql", 403).body("{\"sql\":\"DROP TABLE customers\"}"));
        all.add(Exchange.of("POST", "/v1/sql", 413).body(" ".repeat(9_000)));
        all.add(Exchange.of("POST", "/v1/sql", 415).body(""));
        all.add(Exchange.of("POST", "/v1/sql", 503).given(Given.OWNER_AWAY));
        return all;
    }

    /** Adds the successful request of a route and the one without a token. */
    private static void add(List<Exchange> all, String method, String route, int status) {
        all.add(Exchange.of(method, route, status));
        all.add(Exchange.of(method, route, 401).token("X-No: token"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void shouldAnswerAsDocumented(Exchange exchange) {
        // Given
        service.error = exchange.given() == Given.OWNER_AWAY ? QueryError.OWNER_AWAY : null;
        service.healthy = exchange.given() != Given.NOT_RUNNING;
        service.degradation = exchange.given() == Given.DEGRADED ? "Kafka does not respond" : null;
        if (exchange.given() == Given.NO_MODEL) {
            service.models.clear();
        }

        // When
        Answer answer =
                RawHttp.send(service.port(), exchange.method(), exchange.path(), exchange.body(), exchange.token());

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(exchange.status());
        JsonNode described = resolved(document.path("paths")
                .path(exchange.route())
                .path(exchange.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(exchange.status())));
        described.path("headers").fieldNames().forEachRemaining(header -> assertThat(answer.header(header))
                .as(header)
                .isPresent());
        if (!described.has("content")) {
            assertThat(answer.text()).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").orElse("").split(";")[0];
        JsonNode schema = described.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as(type).isFalse();
        if (type.endsWith("json")) {
            assertThat(errors(schema, answer.text())).isEmpty();
        }
    }

    @Test
    void shouldTestEveryRouteAndStatusOfTheDocument() {
        // Given
        List<String> described = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation -> operation
                        .getValue()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> described.add(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " " + status))));

        // When
        List<String> tried = exchanges().map(Exchange::operation).distinct().toList();

        // Then
        assertThat(tried).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void shouldDescribeEveryEndpoint() throws IOException {
        // When
        JsonNode root = new ObjectMapper()
                .readTree(RawHttp.send(service.port(), "GET", "/v1", "").text());

        // Then
        List<String> described = exchanges()
                .map(exchange -> exchange.method() + " " + exchange.route())
                .distinct()
                .toList();
        assertThat(root.path("endpoints").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void shouldDescribeTheParametersOfEveryQuestion() {
        for (InsightsApi.Route route : InsightsApi.ROUTES) {
            // When
            List<JsonNode> described = document.path("paths")
                    .path(route.path())
                    .path("get")
                    .path("parameters")
                    .valueStream()
                    .map(this::resolved)
                    .map(OpenApiTest::parameter)
                    .toList();

            // Then
            assertThat(described)
                    .as(route.path())
                    .containsExactlyInAnyOrderElementsOf(service.parameters(route.question()).stream()
                            .map(parameter -> parameter(route, parameter))
                            .toList());
        }
    }

    /** Returns what is described of a parameter; of one of the path, which is always required, the name only. */
    private static JsonNode parameter(JsonNode described) {
        ObjectNode parameter = (ObjectNode) described.deepCopy();
        return parameter.remove("in").asText().equals("path") ? parameter.retain("name") : parameter;
    }

    private static JsonNode parameter(InsightsApi.Route route, Parameter<?> parameter) {
        ObjectNode described = JSON.createObjectNode().put("name", parameter.name());
        if (!route.path().contains("{" + parameter.name() + "}")) {
            if (parameter.isRequired()) {
                described.put("required", true);
            }
            described.put("description", parameter.description());
            described.set("schema", JSON.valueToTree(parameter.schema()));
        }
        return described;
    }

    @Test
    void shouldHaveExamplesOfItsSchemas() {
        // When
        List<String> violations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            JsonNode json = path.getValue().at("/get/responses/200/content/application~1json");
            if (json.has("example")) {
                errors(json.path("schema"), json.path("example").toString())
                        .forEach(error -> violations.add(path.getKey() + ": " + error));
            }
        });

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void shouldServeTheDocumentAsItIs() throws IOException {
        // When
        String served = RawHttp.send(service.port(), "GET", "/openapi.yaml", "").text();

        // Then
        assertThat(new ObjectMapper(new YAMLFactory()).readTree(served)).isEqualTo(document);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Returns the violations of a schema of the document by an answer. */
    private List<String> errors(JsonNode schema, String answer) {
        var whole = document.deepCopy();
        ((ObjectNode) whole)
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .setAll((ObjectNode) schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(answer, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }
}
