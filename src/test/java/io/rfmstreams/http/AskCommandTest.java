package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.cli.CommandRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskCommandTest {

    private final FakeService service = new FakeService();

    @AfterEach
    void close() {
        service.close();
    }

    private CommandRun ask(String question) {
        return CommandRun.of(("ask " + question + " --url http://127.0.0.1:" + service.port()).split(" "));
    }

    @Test
    void shouldPrintTheSegments() {
        // When
        CommandRun run = ask("segments");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("customers 5, revenue 61.50, value at risk ")
                .contains("rank  segment name  customers  customers change 7  customers change 30  recency days")
                .containsPattern("1  Fresh +2 +\\+1 +\\+1 +10.50")
                .endsWith("\n\n4 rows; as of 2026-06-30T00:00:00Z, model 1\n");
    }

    @Test
    void shouldAskWithArgumentsAndOptions() {
        // When
        CommandRun run = ask("lookalikes ann --into cool --n 1 --metric manhattan");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("customer id ann, segment fresh, into cool, metric manhattan\n")
                .containsPattern("1  bob +Cool +48.5000");
    }

    @Test
    void shouldSayWhichPartOfTheRowsIsShown() {
        // When
        CommandRun run = ask("slipping --days 14 --limit 1 --offset 1");

        // Then
        assertThat(run.out())
                .containsPattern("amy +Fresh +Cool +2026-07-10 +10")
                .contains("Rows 2 to 2 of 2; as of");
    }

    @Test
    void shouldPrintTheAnswerAsJson() {
        // When
        CommandRun run = ask("flows --json");

        // Then
        assertThat(run.out()).startsWith("{\"asOf\":\"2026-06-30T00:00:00Z\",\"freshness\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segments",
                "segment fresh",
                "customers --segment fresh --search a --no-offer-days 90 --min-monetary 1",
                "changes cool --days 30",
                "lookalikes ann",
                "audience fresh --into cool --top 3",
                "potential --segment cool --like fresh",
                "timeline ann",
                "flows --from 2026-01-01T00:00:00Z --to 2026-06-30T00:00:00Z --reason PURCHASE",
                "flow cool fresh --before 10",
                "slipping --segment fresh --sort nextChangeAt",
                "alerts --kind SLIPPED --outcome open",
                "precision",
                "trends --recency-growth 5",
                "forecast --step 30",
                "offers --offer spring"
            })
    void shouldAskEachQuestion(String question) {
        // When
        CommandRun run = ask(question);

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("as of 2026-06-30T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slipping --into cool | 1 | Malformed request: 'into' is no parameter of this question; it has days, limit, offset, segment, sort
            segment unknown      | 1 | Unknown segment: neither a model nor a customer has the segment
            segment              | 2 | The question is: ask segment SEGMENT
            flow cool            | 2 | The question is: ask flow FROM TO
            weather              | 2 | is no question; there are segments, segment, customers
            """)
    void shouldSayWhatIsWrong(String question, int exitCode, String error) {
        // When
        CommandRun run = ask(question);

        // Then
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).contains(error);
    }
}
