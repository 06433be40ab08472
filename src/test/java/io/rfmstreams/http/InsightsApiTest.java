package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rfmstreams.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightsApiTest {

    private static final String CSV = "Accept: text/csv";

    private final FakeService service = new FakeService();

    @AfterEach
    void close() {
        service.close();
    }

    private Answer get(String path, String... headers) {
        return RawHttp.send(service.port(), "GET", path, "", headers);
    }

    @Test
    void shouldFollowThePagesToTheLastRow() throws IOException {
        // When
        List<String> ids = new ArrayList<>();
        String path = "/v1/customers?limit=2&sort=customerId";
        while (path != null) {
            Answer answer = get(path);
            JsonNode page = new ObjectMapper().readTree(answer.text());
            page.path("rows").forEach(row -> ids.add(row.path("customerId").asText()));
            String next = page.path("next").textValue();
            assertThat(answer.header("Link"))
                    .isEqualTo(Optional.ofNullable(next).map(url -> "<" + url + ">; rel=\"next\""));
            path = next;
        }

        // Then
        assertThat(ids).containsExactly("amy", "ann", "bob", "cid", "dan");
    }

    @Test
    void shouldAnswerWithCsv() {
        // When
        Answer answer = get("/v1/slipping?days=14&limit=1", CSV);

        // Then
        assertThat(answer.header("Content-Type")).contains("text/csv; charset=utf-8; header=present");
        assertThat(answer.header("Link")).contains("</v1/slipping?days=14&limit=1&offset=1>; rel=\"next\"");
        assertThat(answer.text())
                .startsWith(
                        "customer_id,segment,segment_name,rank,next_segment,next_segment_name,next_change_at,days_left,")
                .contains("\nann,fresh,Fresh,1,cool,Cool,2026-07-14T00:00:00Z,14,1,2,10.5,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            text/html,application/xhtml+xml,*/*;q=0.8 | application/json
            text/csv;q=0.5                            | text/csv; charset=utf-8; header=present
            application/vnd.apache.parquet            | application/json
            """)
    void shouldTakeTheFirstFormatThatItOffers(String accept, String expected) {
        // When
        Answer answer = get("/v1/segments", "Accept: " + accept);

        // Then
        assertThat(answer.header("Content-Type")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /v1/segments?limit=1&limit=2             | limit must be given once
            /v1/segments/fresh/customers?segment=fresh | segment is a part of the path
            /v1/segments/%FF                         | Bad Request
            /v1/customers/%00/timeline               | Bad Request
            /v1/flows?from=2026                      | from must be an RFC 3339 timestamp such as 2026-01-31T00:00:00Z, not '2026'
            """)
    void shouldSayWhatIsWrongWithARequest(String path, String detail) throws IOException {
        // When
        Answer answer = get(path);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.text()).path("detail").asText())
                .isEqualTo(detail);
    }

    @Test
    void shouldAnswerSqlAsCsvAndParquet() {
        // Given
        String body = "{\"sql\":\"SELECT customer_id, monetary FROM customers WHERE segment = 'cool' ORDER BY 1\"}";

        // When
        Answer csv = RawHttp.send(service.port(), "POST", "/v1/sql", body, CSV);
        Answer parquet =
                RawHttp.send(service.port(), "POST", "/v1/sql", body, "Accept: application/vnd.apache.parquet");

        // Then
        assertThat(csv.text()).isEqualTo("customer_id,monetary\nbob,20\ncid,30\n");
        assertThat(csv.header("Rfm-Truncated")).contains("false");
        assertThat(parquet.header("Content-Type")).contains("application/vnd.apache.parquet");
        assertThat(parquet.text().getBytes(StandardCharsets.UTF_8))
                .startsWith((byte) 'P', (byte) 'A', (byte) 'R', (byte) '1');
    }

    @Test
    void shouldRefuseParquetWithTwoColumnsOfOneName() throws IOException {
        // When
        Answer answer = RawHttp.send(
                service.port(),
                "POST",
                "/v1/sql",
                "{\"sql\":\"SELECT 1 AS a, 2 AS \\\"A\\\"\"}",
                "Accept: application/vnd.apache.parquet");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("two are called A");
    }

    @Test
    void shouldRefuseSqlWhileItIsOff() throws IOException {
        // Given
        ListeningSocket socket = ListeningSocket.bind("127.0.0.1", 0);
        try (HttpServer server = HttpServer.start(
                new HttpSockets(socket, null),
                FakeService.options(Tokens.NONE, new ServerOptions.Limits(8, 8, 64)),
                new Backend(
                        service,
                        new SimpleMeterRegistry(),
                        List.of(new InsightsApi(FakeInsights.WITH_MODEL, Optional.empty()))))) {

            // When
            Answer answer = RawHttp.send(server.port(), "POST", "/v1/sql", "{\"sql\":\"SELECT 1\"}");

            // Then
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("insights.sql=true");
        }
    }
}
