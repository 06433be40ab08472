package io.rfmstreams.insights.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {

    private static final Table TABLE = new Table(
            List.of("customerId", "monetary", "customersChange7", "nextChangeAt", "late", "share"),
            List.of(
                    Arrays.asList(
                            "=a,\"b\"",
                            new BigDecimal("1200"),
                            3L,
                            Instant.parse("2026-01-01T00:00:00.500Z"),
                            true,
                            0.1),
                    Arrays.asList("b", null, null, null, null, null)));

    @Test
    void shouldWriteRowsAsObjects() {
        // Given
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("customers", 2L);
        summary.put("revenue", null);
        Answer answer = new Answer(new Answer.Context(0, true, 1_000L, 7L, 3), new Page(2, 0), 5, summary, TABLE);

        // When
        String json = new String(AnswerJson.encode(answer, "/v1/x?offset=2"), UTF_8);

        // Then
        assertThat(json)
                .isEqualTo("{\"asOf\":\"1970-01-01T00:00:00Z\","
                        + "\"freshness\":{\"clock\":\"event\",\"updatedAt\":\"1970-01-01T00:00:01Z\",\"lagRecords\":7},"
                        + "\"modelVersion\":3,\"total\":5,\"offset\":0,\"limit\":2,\"next\":\"/v1/x?offset=2\","
                        + "\"summary\":{\"customers\":2,\"revenue\":null},\"rows\":["
                        + "{\"customerId\":\"=a,\\\"b\\\"\",\"monetary\":1200,\"customersChange7\":3,"
                        + "\"nextChangeAt\":\"2026-01-01T00:00:00.500Z\",\"late\":true,\"share\":0.1},"
                        + "{\"customerId\":\"b\",\"monetary\":null,\"customersChange7\":null,\"nextChangeAt\":null,"
                        + "\"late\":null,\"share\":null}]}");
    }

    @Test
    void shouldWriteRowsAsCsv() {
        // When
        String csv = new String(AnswerCsv.encode(TABLE), UTF_8);

        // Then
        assertThat(csv)
                .isEqualTo("customer_id,monetary,customers_change_7,next_change_at,late,share\n"
                        + "\"'=a,\"\"b\"\"\",1200,3,2026-01-01T00:00:00.500Z,true,0.1\n"
                        + "b,,,,,\n");
    }
}
