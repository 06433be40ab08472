package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.DeadLetterEntry;
import io.rfmstreams.app.DeadLetterState;
import io.rfmstreams.app.RecordPosition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterListTest {

    private static final DeadLetterEntry OPEN =
            entry(3, 2_000, "too-late", "too-late: dated 2001", "ann", DeadLetterState.OPEN, null);
    private static final DeadLetterEntry RETRIED =
            entry(1, 1_000, "too-late", "too-late: dated 2002", "a\nb", DeadLetterState.RETRIED, null);
    private static final DeadLetterEntry TRUNCATED =
            entry(2, 1_000, "bad-json", "bad-json: no object", null, DeadLetterState.NOT_RETRYABLE, "truncated");

    @Test
    void shouldPrintATableInOrderOfTime() {
        // When
        String table = print(list(10), DeadLetterList::printTable);

        // Then
        assertThat(table).isEqualTo("""
                written at            reason    customer  record         state          detail
                ----------------------------------------------------------------------------------
                1970-01-01T00:00:01Z  too-late  a\\u000ab  purchases-4@5  retried        dated 2002
                1970-01-01T00:00:01Z  bad-json            purchases-4@5  not-retryable  truncated
                1970-01-01T00:00:02Z  too-late  ann       purchases-4@5  open           dated 2001

                reason    open  retried  not retryable
                --------------------------------------
                bad-json     0        0              1
                too-late     1        1              0
                """);
    }

    @Test
    void shouldPrintAJsonObjectPerLine() {
        // When
        String json = print(list(1), DeadLetterList::printJson);

        // Then
        assertThat(json)
                .isEqualTo("{\"partition\":0,\"offset\":3,\"writtenAt\":\"1970-01-01T00:00:02Z\","
                        + "\"reason\":\"too-late\",\"detail\":\"too-late: dated 2001\",\"customerId\":\"ann\","
                        + "\"source\":{\"topic\":\"purchases\",\"partition\":4,\"offset\":5},\"size\":9,"
                        + "\"state\":\"open\",\"obstacle\":null}\n");
    }

    @Test
    void shouldHoldTheNewestAndCountAll() {
        // When
        DeadLetterList list = list(1);

        // Then
        assertThat(list.hidden()).isEqualTo(2);
        assertThat(print(list, DeadLetterList::printTable))
                .contains("dated 2001", "bad-json     0        0              1")
                .doesNotContain("dated 2002");
    }

    private static DeadLetterList list(int limit) {
        DeadLetterList list = new DeadLetterList(limit);
        list.add(OPEN);
        list.add(TRUNCATED);
        list.add(RETRIED);
        return list;
    }

    private static DeadLetterEntry entry(
            long offset,
            long writtenAt,
            String reason,
            String detail,
            @Nullable String customerId,
            DeadLetterState state,
            @Nullable String obstacle) {
        return new DeadLetterEntry(
                new RecordPosition("rfm-dead-letters", 0, offset),
                writtenAt,
                reason,
                detail,
                customerId,
                new RecordPosition("purchases", 4, 5),
                9,
                state,
                obstacle);
    }

    private static String print(DeadLetterList list, BiConsumer<DeadLetterList, PrintWriter> print) {
        StringWriter text = new StringWriter();
        print.accept(list, new PrintWriter(text, true));
        return text.toString();
    }
}
