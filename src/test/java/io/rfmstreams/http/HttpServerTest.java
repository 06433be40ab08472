package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.http.RawHttp.Answer;
import io.rfmstreams.query.QueryError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

    private static final int CALLERS = 40;

    private static JsonNode json(Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.text());
    }

    @Test
    void shouldReturnACustomer() throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(service.port(), "GET", "/v1/customers/ann", "");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).hasValue("application/json");
            assertThat(json(answer)).isEqualTo(new ObjectMapper().readTree("""
                    {"customerId":"ann","segment":"occasional","segmentName":"Occasional, \\"once\\"","rank":2,
                     "action":"Look after occasional","since":"2024-02-27T12:00:00Z",
                     "rfm":{"recencyDays":3,"frequency":1,"monetary":12.5},
                     "firstPurchaseAt":"2024-02-27T12:00:00Z","lastPurchaseAt":"2024-02-27T12:00:00Z",
                     "modelVersion":1,"nextChange":{"segment":"inactive","at":"2025-02-26T12:00:00Z"},
                     "updatedAt":"2024-02-27T12:00:00Z","returnProbability":0.3333333333333333,
                     "forecast":[{"segment":"inactive","at":"2025-02-26T12:00:00Z","returnProbability":null}],
                     "distances":[{"segment":"regular","distance":12.942179105544785},
                                  {"segment":"occasional","distance":12.864680330268607}],
                     "asOf":"2024-03-01T12:00:00Z","stale":false,"lag":0}"""));
        }
    }

    @ParameterizedTest
    @CsvSource({"n%C3%A4h%2F%252e%20%231", "n%c3%a4h%2f%252e%20%231"})
    void shouldAcceptPercentEncodedIds(String encoded) throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(service.port(), "GET", "/v1/customers/" + encoded, "");

            // Then
            assertThat(json(answer).path("customerId").asText()).isEqualTo("näh/%2e #1");
        }
    }

    @Test
    void shouldEvaluateAHypotheticalPurchase() throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(
                    service.port(), "POST", "/v1/customers/ann/what-if", "{\"purchase\":{\"amount\":7.5}}");

            // Then
            JsonNode answered = json(answer);
            assertThat(answered.path("moves").asBoolean()).isTrue();
            assertThat(answered.path("before").path("segment").asText()).isEqualTo("occasional");
            assertThat(answered.path("after").path("segment").asText()).isEqualTo("regular");
            assertThat(answered.path("after").path("rfm").toString())
                    .isEqualTo("{\"recencyDays\":0,\"frequency\":2,\"monetary\":20}");
            assertThat(answered.path("explanation")).hasSize(3);
            assertThat(answered.path("before").path("returnProbability").asDouble())
                    .isCloseTo(1 / 3.0, within(1e-12));
            assertThat(answered.path("after").path("returnProbability").asDouble())
                    .isCloseTo(3 / 4.0, within(1e-12));
            assertThat(Objects.requireNonNull(service.customers.get("ann"))
                            .history()
                            .lastPlacedAt())
                    .isEqualTo(FakeService.NOW.minus(Duration.ofDays(3)).toEpochMilli());
        }
    }

    @Test
    void shouldEvaluateAHypotheticalWait() throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(service.port(), "POST", "/v1/customers/ann/what-if", "{\"waitDays\":400}");

            // Then
            JsonNode after = json(answer).path("after");
            assertThat(after.path("asOf").asText()).isEqualTo("2025-04-05T12:00:00Z");
            assertThat(after.path("rfm").toString()).isEqualTo("{\"recencyDays\":403,\"frequency\":0,\"monetary\":0}");
            assertThat(after.get("returnProbability").isNull()).isTrue();
        }
    }

    @Test
    void shouldScoreByTheNearestCentroidAlone() throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(
                    service.port(), "POST", "/v1/score", "{\"recency\":0,\"frequency\":2.5,\"monetary\":-4}");

            // Then
            assertThat(json(answer).toString())
                    .isEqualTo("{\"segment\":\"regular\",\"segmentName\":\"Regular\",\"rank\":1,"
                            + "\"action\":\"Look after regular\",\"modelVersion\":1,\"distances\":"
                            + "[{\"segment\":\"regular\",\"distance\":0.0},{\"segment\":\"occasional\",\"distance\":2.0}],"
                            + "\"returnProbability\":0.7777777777777779,\"scores\":null}");
        }
    }

    @Test
    void shouldRunCommands() {
        try (FakeService service = new FakeService()) {
            // When
            int erased = RawHttp.send(service.port(), "DELETE", "/v1/customers/ann", "")
                    .status();
            int unknown = RawHttp.send(service.port(), "DELETE", "/v1/customers/nobody", "")
                    .status();
            int activated = RawHttp.send(service.port(), "POST", "/v1/models/1/activate", "")
                    .status();

            // Then
            assertThat(List.of(erased, unknown, activated)).containsExactly(202, 202, 200);
            assertThat(service.commands).containsExactly("erase ann", "erase nobody", "activate 1");
        }
    }

    @ParameterizedTest
    @EnumSource(QueryError.class)
    void shouldReturnAProblemForEachQueryError(QueryError error) throws IOException {
        try (FakeService service = new FakeService()) {
            // Given
            service.error = error;

            // When
            Answer answer = RawHttp.send(service.port(), "GET", "/v1/customers/ann", "");

            // Then
            assertThat(answer.status()).isEqualTo(ProblemType.of(error).status());
            assertThat(answer.header("Retry-After").isPresent()).isEqualTo(error.isRetriable());
            assertThat(answer.status() == 503).isEqualTo(error.isRetriable());
            assertThat(json(answer).path("type").asText()).startsWith("urn:rfm-streams:problem:");
        }
    }

    @Test
    void shouldNotExposeAFault() {
        try (FakeService service = new FakeService()) {
            // Given
            service.fault = true;

            // When
            Answer answer = RawHttp.send(service.port(), "GET", "/v1/customers/ann", "");

            // Then
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).doesNotContain("secret", "Exception");
        }
    }

    @Test
    void shouldStayReadyAndReportDegradation() {
        try (FakeService service = new FakeService()) {
            // Given
            service.degradation = "Kafka does not respond";

            // When
            Answer ready = RawHttp.send(service.port(), "GET", "/health/ready", "");
            Answer live = RawHttp.send(service.port(), "GET", "/health/live", "");

            // Then
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.text()).contains("\"status\":\"degraded\"", "\"detail\":\"Kafka does not respond\"");
            assertThat(live.text()).contains("\"status\":\"UP\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/v1/customers/ann"})
    void shouldAnswerHeadWithoutABody(String path) {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(service.port(), "HEAD", path, "");

            // Then
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reader,GET,/v1/customers/ann,200",
        "reader,GET,/metrics,200",
        "reader,POST,/v1/models/1/activate,403",
        "reader,DELETE,/v1/customers/ann,403",
        "admin,GET,/v1/customers/ann,200",
        "admin,POST,/v1/models/1/activate,200",
        "admin,DELETE,/v1/customers/ann,202",
        "other,GET,/v1/customers/ann,401",
        "other,GET,/health/ready,200",
        "other,GET,/v1,200",
        "other,GET,/openapi.yaml,200",
    })
    void shouldApplyThePermissionsOfTokens(String token, String method, String path, int status) {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""))) {
            // When
            Answer answer = RawHttp.send(service.port(), method, path, "", "Authorization: Bearer " + token);

            // Then
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/customers/ann,DELETE,405",
        "GET,/v1/customers/ann,DELETE,200",
        "HEAD,/v1/customers/ann,delete,200",
        "GET,/v1/models/1/activate,POST,405",
        "DELETE,/v1/customers/ann,GET,202",
    })
    void shouldUseTheMethodOfTheRequestLineOnly(String method, String path, String header, int status) {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""))) {
            // When
            Answer answer = RawHttp.send(
                    service.port(),
                    method,
                    path,
                    "",
                    "Authorization: Bearer admin",
                    "x-http-method-override: " + header);

            // Then
            assertThat(answer.status()).isEqualTo(status);
            assertThat(service.commands).hasSize(method.equals("DELETE") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"reader,403", "admin,403", "other,401"})
    void shouldNotReturnStoredStateIfNoPeerTokenIsSet(String token, int status) {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""))) {
            // When
            Answer answer = queryAsPeer(service, token);

            // Then
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reader,admin,peer,200",
        "reader,admin,reader,403",
        "reader,admin,admin,403",
        "reader,admin,other,401",
        "'','',peer,200",
        "'','',other,401",
        "'','','',401",
    })
    void shouldReturnStoredStateForThePeerTokenOnly(String read, String admin, String token, int status) {
        try (FakeService service = new FakeService(new Tokens(read, admin, "peer"))) {
            // When
            Answer answer = queryAsPeer(service, token);

            // Then
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/customers/ann,403",
        "GET,/v1/models,403",
        "GET,/metrics,403",
        "DELETE,/v1/customers/ann,403",
        "POST,/v1/models/1/activate,403",
        "GET,/health/live,200",
    })
    void shouldAllowNothingElseUnderThePeerToken(String method, String path, int status) {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", "peer"))) {
            // When
            Answer answer = RawHttp.send(service.port(), method, path, "", "Authorization: Bearer peer");

            // Then
            assertThat(answer.status()).isEqualTo(status);
            assertThat(service.commands).isEmpty();
        }
    }

    private static Answer queryAsPeer(FakeService service, String token) {
        return RawHttp.send(
                service.port(),
                "GET",
                "/internal/customers/ann",
                "",
                "Rfm-Streams-Hop: owner",
                "Authorization: Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({"reader,'',403", "'',admin,401"})
    void shouldAllowWritesForTheAdminTokenOnly(String read, String admin, int status) {
        try (FakeService service = new FakeService(new Tokens(read, admin, ""))) {
            // When
            Answer answer =
                    RawHttp.send(service.port(), "DELETE", "/v1/customers/ann", "", "Authorization: Bearer reader");

            // Then
            assertThat(answer.status()).isEqualTo(status);
            assertThat(service.commands).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "same,same,'',http.token.read and http.token.admin",
        "same,'',same,http.token.read and http.token.peer",
        "'',same,same,http.token.admin and http.token.peer"
    })
    void shouldRejectEqualTokens(String read, String admin, String peer, String keys) {
        assertThatThrownBy(() -> new Tokens(read, admin, peer)).hasMessage(keys + " must not be the same");
    }

    @ParameterizedTest
    @CsvSource({"evil.example,421", "evil.example:8080,421", "localhost,200", "LOCALHOST:1,200", "[::1]:8080,200"})
    void shouldAnswerOnlyLocalHostNamesWithoutTokens(String host, int status) {
        try (FakeService service = new FakeService()) {
            // When
            Answer answer = RawHttp.send(
                    service.port(),
                    ("GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));

            // Then
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @Test
    void shouldRejectExcessRequestsAndStillReportHealth() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ServerOptions narrow = FakeService.options(Tokens.NONE, new ServerOptions.Limits(2, 3, 100));
        try (FakeService service = new FakeService(narrow)) {
            // Given
            service.onRead = () -> awaitQuietly(release);

            // When
            List<CompletableFuture<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> RawHttp.send(service.port(), "GET", "/v1/customers/ann", ""),
                        task -> new Thread(task).start()));
            }
            await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() >= CALLERS - 5);
            int health = RawHttp.send(service.port(), "GET", "/health/live", "").status();
            release.countDown();
            List<Integer> statuses =
                    calls.stream().map(call -> call.join().status()).sorted().toList();

            // Then
            assertThat(health).isEqualTo(200);
            assertThat(statuses).filteredOn(status -> status == 503).hasSizeGreaterThanOrEqualTo(CALLERS - 5);
            assertThat(statuses).containsOnly(200, 503).contains(200);
            assertThat(calls.stream()
                            .map(CompletableFuture::join)
                            .filter(answer -> answer.status() == 503)
                            .map(answer -> answer.header("Retry-After").orElse("")))
                    .containsOnly("1");
            service.onRead = () -> {};
            assertThat(RawHttp.send(service.port(), "GET", "/v1/customers/ann", "")
                            .status())
                    .isEqualTo(200);
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldReportAPortInUse() throws IOException {
        try (ListeningSocket first = ListeningSocket.bind("127.0.0.1", 0)) {
            assertThatThrownBy(() -> ListeningSocket.bind("127.0.0.1", first.port()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + first.port() + ": Address already in use");
        }
    }

    @Test
    void shouldListItsEndpoints() throws IOException {
        try (FakeService service = new FakeService()) {
            // When
            JsonNode root = json(RawHttp.send(service.port(), "GET", "/v1", ""));

            // Then
            assertThat(root.path("name").asText()).isEqualTo("rfm-streams");
            assertThat(root.path("version").asText()).isEqualTo("1.2.3");
            assertThat(root.path("state").asText()).isEqualTo("RUNNING");
            assertThat(Stream.of(root.path("endpoints"))
                            .flatMap(endpoints -> endpoints.valueStream())
                            .map(JsonNode::asText))
                    .contains("GET /v1/customers/{id}", "POST /v1/score", "GET /openapi.yaml")
                    .noneMatch(endpoint -> endpoint.contains("internal"));
        }
    }
}
