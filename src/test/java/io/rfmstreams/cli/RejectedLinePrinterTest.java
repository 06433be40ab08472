package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.files.Problem;
import io.rfmstreams.files.RejectedLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RejectedLinePrinterTest {

    private final StringWriter text = new StringWriter();
    private final RejectedLinePrinter rejected = new RejectedLinePrinter(new PrintWriter(text));

    @Test
    void shouldPrintEachOfAFewLines() {
        // When
        IntStream.rangeClosed(1, 10).forEach(i -> rejected.onRejected(rejected(i + 1, "bad-date", "no date")));
        rejected.printTotals();

        // Then
        assertThat(lines())
                .hasSize(10)
                .startsWith("line 2 rejected: bad-date: no date")
                .endsWith("line 11 rejected: bad-date: no date");
    }

    @Test
    void shouldPrintTheFirstTenOfManyLinesAndTheTotals() {
        // When
        for (int i = 1; i <= 100_000; i++) {
            rejected.onRejected(rejected(i + 1, i % 4 == 0 ? "bad-date" : "bad-amount", "wrong"));
        }
        rejected.printTotals();

        // Then
        assertThat(lines())
                .hasSize(11)
                .contains("line 11 rejected: bad-amount: wrong")
                .endsWith("and 99,990 more; 100,000 lines were rejected: bad-amount 75,000, bad-date 25,000");
    }

    @Test
    void shouldEscapeAndTruncateTheDetail() {
        // When
        rejected.onRejected(rejected(2, "bad-date", "'a\nb\u001b[2J" + "x".repeat(10_000) + "'"));
        rejected.printTotals();

        // Then
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("line 2 rejected: bad-date: 'a\\u000ab\\u001b[2Jxxx")
                .endsWith("x…")
                .hasSizeLessThan(300));
    }

    @Test
    void shouldPrintNothingIfNoLineIsRejected() {
        // When
        rejected.printTotals();

        // Then
        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    private static RejectedLine rejected(long number, String reason, String detail) {
        return new RejectedLine(number, "", new Problem(reason, detail));
    }
}
