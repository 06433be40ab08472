package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.http.RawHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malicious and malformed requests. Each is answered with a 4xx problem and has no other effect. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final String READER = "Authorization: Bearer reader-secret";
    private static final String ADMIN = "Authorization: Bearer admin-secret";
    private static final String PEER = "Authorization: Bearer peer-secret";
    private static final String WHAT_IF = "/v1/customers/ann/what-if";
    private static final String SCORE = "/v1/score";

    private final FakeService service = new FakeService(new Tokens("reader-secret", "admin-secret", "peer-secret"));

    @BeforeEach
    void forget() {
        service.commands.clear();
    }

    @AfterAll
    void close() {
        service.close();
    }

    /** A request and the expected status. */
    record Hostile(String name, int status, String request) {

        @Override
        public String toString() {
            return name;
        }
    }

    Stream<Hostile> requests() {
        List<Hostile> all = new ArrayList<>();
        addPaths(all);
        addBodies(all);
        addTokens(all);
        addHeaders(all);
        return all.stream();
    }

    private void addPaths(List<Hostile> all) {
        all.add(get("traversal out of the root", 400, "/../../etc/passwd"));
        all.add(get("traversal out of customers", 400, "/v1/customers/../../../etc/passwd/x"));
        all.add(get("encoded traversal", 404, "/v1/customers/%2e%2e%2f%2e%2e%2fetc%2fpasswd"));
        all.add(get("doubly encoded traversal", 404, "/v1/customers/%252e%252e%252f"));
        all.add(get("a dot as id", 404, "/v1/customers/%2e%2e"));
        all.add(get("backslashes", 404, "/v1/customers/..%5c..%5cwindows"));
        all.add(get("an empty id", 404, "/v1/customers/"));
        all.add(get("an empty segment", 400, "/v1//customers/ann"));
        all.add(get("an id of 129 bytes", 400, "/v1/customers/" + "a".repeat(129)));
        all.add(get("an id of 43 characters and 129 bytes", 400, "/v1/customers/" + "%E2%82%AC".repeat(43)));
        all.add(get("an id of 2,000 bytes", 400, "/v1/customers/" + "a".repeat(2_000)));
        all.add(get("a path larger than the buffer", 414, "/v1/customers/" + "a".repeat(20_000)));
        all.add(get("a control character in an id", 400, "/v1/customers/a%00b"));
        all.add(get("a line break in an id", 400, "/v1/customers/a%0d%0aSet-Cookie:x"));
        all.add(get("a C1 control character in an id", 400, "/v1/customers/a%c2%85b"));
        all.add(get("truncated UTF-8", 400, "/v1/customers/%c3"));
        all.add(get("overlong UTF-8", 400, "/v1/customers/%c0%af"));
        all.add(get("a surrogate in UTF-8", 400, "/v1/customers/%ed%a0%80"));
        all.add(get("a code point above Unicode", 400, "/v1/customers/%f4%90%80%80"));
        all.add(get("ISO 8859-1", 400, "/v1/customers/%e4"));
        all.add(get("an incomplete percent escape", 400, "/v1/customers/a%4"));
        all.add(get("an invalid percent escape", 400, "/v1/customers/a%zz"));
        all.add(get("a UTF-16 escape", 400, "/v1/customers/a%u2192"));
        all.add(get("bytes outside of ASCII", 400, "/v1/customers/\u00fcber"));
        all.add(get("an unknown customer", 404, "/v1/customers/nobody"));
        all.add(get("SQL", 404, "/v1/customers/'%20OR%201=1--"));
        all.add(get("an expression", 404, "/v1/customers/$%7Bjndi:ldap:%2F%2Fx%7D"));
        all.add(get("an unknown path", 404, "/actuator/env"));
        all.add(get("a version of 0", 400, "/v1/models/0"));
        all.add(get("a negative version", 400, "/v1/models/-1"));
        all.add(get("a version above all integers", 400, "/v1/models/99999999999999999999"));
        all.add(get("a version with an exponent", 400, "/v1/models/1e0"));
        all.add(get("an unknown version", 404, "/v1/models/12345"));
        all.add(raw("a peer query without its header", 404, head("GET", "/internal/customers/ann", PEER)));
        all.add(raw(
                "a peer query with a wrong header",
                400,
                head("GET", "/internal/customers/ann", PEER, "Rfm-Streams-Hop: 7")));
        all.add(get("a peer query with the read token", 403, "/internal/customers/ann", "Rfm-Streams-Hop: owner"));
    }

    private void addBodies(List<Hostile> all) {
        all.add(post("no body", 400, WHAT_IF, "", "Content-Type: application/json"));
        all.add(post("a body that is not JSON", 400, WHAT_IF, "amount=12"));
        all.add(post("an array", 400, WHAT_IF, "[]"));
        all.add(post("null", 400, WHAT_IF, "null"));
        all.add(post("an empty object", 400, WHAT_IF, "{}"));
        all.add(post("both fields", 400, WHAT_IF, "{\"waitDays\":1,\"purchase\":{\"amount\":1}}"));
        all.add(post("a duplicate field", 400, WHAT_IF, "{\"waitDays\":1,\"waitDays\":2}"));
        all.add(post("an unknown field", 400, WHAT_IF, "{\"waitDays\":1,\"__proto__\":{}}"));
        all.add(post("content after the object", 400, WHAT_IF, "{\"waitDays\":1} {}"));
        all.add(post("a truncated object", 400, WHAT_IF, "{\"waitDays\":1"));
        all.add(post("negative days", 400, WHAT_IF, "{\"waitDays\":-1}"));
        all.add(post("half a day", 400, WHAT_IF, "{\"waitDays\":0.5}"));
        all.add(post("too many days", 400, WHAT_IF, "{\"waitDays\":36526}"));
        all.add(post("days above all integers", 400, WHAT_IF, "{\"waitDays\":99999999999999999999}"));
        all.add(post("days as a string", 400, WHAT_IF, "{\"waitDays\":\"1\"}"));
        all.add(post("a negative amount", 400, WHAT_IF, "{\"purchase\":{\"amount\":-5}}"));
        all.add(post("an amount as a string", 400, WHAT_IF, "{\"purchase\":{\"amount\":\"5\"}}"));
        all.add(post("an amount above the limit", 400, WHAT_IF, "{\"purchase\":{\"amount\":1e13}}"));
        all.add(post("a huge exponent", 400, WHAT_IF, "{\"purchase\":{\"amount\":1e999999999}}"));
        all.add(post(
                "a number of 1,000 digits", 400, WHAT_IF, "{\"purchase\":{\"amount\":" + "9".repeat(1_000) + "}}"));
        all.add(post("an invalid date", 400, WHAT_IF, "{\"purchase\":{\"amount\":1,\"occurredAt\":\"yesterday\"}}"));
        all.add(post("a date without offset", 400, WHAT_IF, purchaseAt("2024-02-01T00:00:00")));
        all.add(post("a date before 1970", 422, WHAT_IF, purchaseAt("1969-12-31T23:59:59Z")));
        all.add(post("a date far in the future", 422, WHAT_IF, purchaseAt("9999-01-01T00:00:00Z")));
        all.add(post("NaN", 400, SCORE, "{\"recency\":NaN,\"frequency\":1,\"monetary\":1}"));
        all.add(post("infinity", 400, SCORE, "{\"recency\":1,\"frequency\":Infinity,\"monetary\":1}"));
        all.add(post("infinity by overflow", 400, SCORE, "{\"recency\":1,\"frequency\":1,\"monetary\":1e400}"));
        all.add(post("a negative recency", 400, SCORE, "{\"recency\":-1,\"frequency\":1,\"monetary\":1}"));
        all.add(post("a missing feature", 400, SCORE, "{\"recency\":1,\"frequency\":1}"));
        all.add(post("a feature as a string", 400, SCORE, "{\"recency\":\"1\",\"frequency\":1,\"monetary\":1}"));
        all.add(post("deep JSON", 400, SCORE, "[".repeat(2_000) + "]".repeat(2_000)));
        all.add(post("deep objects", 400, SCORE, "{\"a\":".repeat(500) + "1" + "}".repeat(500)));
        all.add(post("a long name", 400, SCORE, "{\"" + "a".repeat(3_000) + "\":1}"));
        all.add(post("a body above the limit", 413, SCORE, " ".repeat(5_000)));
        all.add(post("a megabyte", 413, SCORE, "a".repeat(1 << 20)));
        all.add(raw(
                "a body that is not UTF-8",
                400,
                head("POST", SCORE, READER, "Content-Type: application/json", "Content-Length: 4") + "{\"\u00e4}"));
        all.add(raw(
                "UTF-16",
                400,
                head("POST", SCORE, READER, "Content-Type: application/json", "Content-Length: 4") + "\0{\0}"));
        all.add(raw(
                "an endless body in chunks",
                413,
                head("POST", SCORE, READER, "Content-Type: application/json", "Transfer-Encoding: chunked")
                        + ("400\r\n" + "a".repeat(1_024) + "\r\n").repeat(8)));
        all.add(raw(
                "a form",
                415,
                head("POST", SCORE, READER, "Content-Type: application/x-www-form-urlencoded", "Content-Length: 9")
                        + "recency=1"));
        all.add(raw("a body without a content type", 415, head("POST", SCORE, READER, "Content-Length: 2") + "{}"));
        all.add(raw(
                "XML",
                415,
                head("POST", SCORE, READER, "Content-Type: application/xml", "Content-Length: 4") + "<a/>"));
    }

    private void addTokens(List<Hostile> all) {
        all.add(raw("no token", 401, head("GET", "/v1/customers/ann")));
        all.add(raw("an empty token", 401, head("GET", "/v1/customers/ann", "Authorization: Bearer ")));
        all.add(raw("a wrong token", 401, head("GET", "/v1/customers/ann", "Authorization: Bearer secret")));
        all.add(raw("a prefix of a token", 401, head("GET", "/v1/models", "Authorization: Bearer reader-secre")));
        all.add(raw("a token with a suffix", 401, head("GET", "/v1/models", READER + "x")));
        all.add(raw("two tokens", 401, head("GET", "/v1/models", READER, ADMIN)));
        all.add(raw("another scheme", 401, head("GET", "/v1/models", "Authorization: Basic cmVhZGVyLXNlY3JldA==")));
        all.add(raw("a token in the query", 401, head("GET", "/v1/models?access_token=reader-secret")));
        all.add(raw("metrics without a token", 401, head("GET", "/metrics")));
        all.add(raw(
                "a peer query without a token", 401, head("GET", "/internal/customers/ann", "Rfm-Streams-Hop: owner")));
        all.add(raw("an erasure with the read token", 403, head("DELETE", "/v1/customers/ann", READER)));
        all.add(raw("an activation with the read token", 403, head("POST", "/v1/models/1/activate", READER)));
        all.add(raw("an erasure without a token", 401, head("DELETE", "/v1/customers/ann")));
        all.add(raw(
                "an erasure from a page of another site",
                403,
                head("DELETE", "/v1/customers/ann", ADMIN, "Origin: https://evil.example")));
        all.add(raw(
                "a method override header", 401, head("GET", "/v1/customers/ann", "X-HTTP-Method-Override: DELETE")));
    }

    private void addHeaders(List<Hostile> all) {
        for (String method : List.of("PUT", "PATCH", "OPTIONS", "POST")) {
            all.add(raw(method + " a customer", 405, head(method, "/v1/customers/ann", ADMIN)));
        }
        all.add(raw("GET of a POST route", 405, head("GET", WHAT_IF, ADMIN)));
        all.add(raw("DELETE a model", 405, head("DELETE", "/v1/models/1", ADMIN)));
        all.add(raw("an unknown method", 405, head("BREW", "/v1/customers/ann", ADMIN)));
        all.add(raw("no HTTP", 400, "\1\2\3\4 nothing\r\n\r\n"));
        all.add(raw("no Host header", 400, "GET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n"));
        all.add(raw(
                "two Host headers", 400, "GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"));
        all.add(raw("headers larger than the buffer", 431, head("GET", "/v1/models", "X-Big: " + "a".repeat(20_000))));
        all.add(raw("a header without a name", 400, head("GET", "/v1/models", ": nothing")));
        all.add(raw("a folded header", 400, head("GET", "/v1/models", "X-Folded: a\r\n b")));
        all.add(raw(
                "two Content-Length headers",
                400,
                head("POST", SCORE, READER, "Content-Length: 2", "Content-Length: 5") + "{}"));
        all.add(raw("a negative Content-Length", 400, head("POST", SCORE, READER, "Content-Length: -2") + "{}"));
        all.add(raw(
                "Content-Length and chunks",
                400,
                head("POST", SCORE, READER, "Content-Length: 2", "Transfer-Encoding: chunked") + "0\r\n\r\n"));
        all.add(raw(
                "chunks without a size",
                400,
                head("POST", SCORE, READER, "Content-Type: application/json", "Transfer-Encoding: chunked")
                        + "zz\r\n{}\r\n0\r\n\r\n"));
        all.add(raw(
                "a WebSocket upgrade",
                404,
                head(
                        "GET",
                        "/nothing",
                        READER,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")));
        all.add(raw("a proxy request", 400, head("CONNECT", "example.com:80", ADMIN)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldRejectHostileRequests(Hostile hostile) throws IOException {
        // When
        Answer answer = RawHttp.send(service.port(), hostile.request().getBytes(ISO_8859_1));

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(hostile.status());
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.text());
        assertThat(problem.path("status").asInt()).isEqualTo(hostile.status());
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "jetty", "java.");
        assertThat(service.commands).isEmpty();
        assertThat(RawHttp.send(service.port(), "GET", "/v1/customers/ann", "", READER)
                        .status())
                .isEqualTo(200);
    }

    private static String purchaseAt(String time) {
        return "{\"purchase\":{\"amount\":1,\"occurredAt\":\"" + time + "\"}}";
    }

    private Hostile get(String name, int status, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(READER);
        return raw(name, status, head("GET", path, all.toArray(String[]::new)));
    }

    private Hostile post(String name, int status, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(READER);
        all.add("Content-Length: " + body.length());
        if (headers.length == 0) {
            all.add("Content-Type: application/json");
        }
        return raw(name, status, head("POST", path, all.toArray(String[]::new)) + body);
    }

    private static Hostile raw(String name, int status, String request) {
        return new Hostile(name, status, request);
    }

    private String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + service.port() + "\r\nConnection: close\r\n"
                + String.join(
                        "", Stream.of(headers).map(header -> header + "\r\n").toList()) + "\r\n";
    }
}
