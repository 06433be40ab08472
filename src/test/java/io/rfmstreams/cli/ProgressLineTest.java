package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter err = new PrintWriter(text);

    @Test
    void shouldPrintALineEveryTenPercentWithoutATerminal() {
        // Given
        ProgressLine progress = new ProgressLine(err, false, System::nanoTime);

        // When
        LongStream.rangeClosed(1, 2_000).forEach(done -> progress.show(done, 2_000));

        // Then
        assertThat(lines()).hasSize(10).startsWith(" 10 %  200 of 2,000", " 20 %  400 of 2,000");
        assertThat(lines()).endsWith("100 %  2,000 of 2,000");
    }

    @Test
    void shouldSkipStepsOfASmallInput() {
        // Given
        ProgressLine progress = new ProgressLine(err, false, System::nanoTime);

        // When
        LongStream.rangeClosed(1, 3).forEach(done -> progress.show(done, 3));

        // Then
        assertThat(lines()).containsExactly(" 30 %  1 of 3", " 60 %  2 of 3", "100 %  3 of 3");
    }

    @Test
    void shouldPrintTheCountEveryTenSecondsIfTheTotalIsUnknown() {
        // Given
        AtomicLong seconds = new AtomicLong();
        ProgressLine progress = new ProgressLine(err, false, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

        // When 100 records are sent each second
        LongStream.rangeClosed(1, 2_500).forEach(done -> {
            seconds.set(done / 100);
            progress.show(done, -1);
        });

        // Then
        assertThat(lines()).containsExactly("1 sent", "1,000 sent", "2,000 sent");
    }

    @Test
    void shouldRedrawTheCountOnATerminalIfTheTotalIsUnknown() {
        // Given
        AtomicLong seconds = new AtomicLong();
        ProgressLine progress = new ProgressLine(err, true, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

        // When
        LongStream.rangeClosed(1, 2_000).forEach(done -> {
            seconds.set(done / 1_000);
            progress.show(done, -1);
        });
        progress.println("done");

        // Then
        assertThat(text)
                .hasToString(
                        "\r1 sent\r1,000 sent\r2,000 sent" + System.lineSeparator() + "done" + System.lineSeparator());
    }

    @Test
    void shouldDrawABarOnATerminal() {
        // Given
        ProgressLine progress = new ProgressLine(err, true, System::nanoTime);

        // When
        progress.show(1, 2);
        progress.show(2, 2);

        // Then
        String full = "\r[" + "=".repeat(30) + "] 100 %  2 of 2" + System.lineSeparator();
        assertThat(text.toString())
                .startsWith("\r[" + "=".repeat(15) + " ".repeat(15) + "]  50 %  1 of 2")
                .endsWith(full);
    }

    @Test
    void shouldNotRedrawTheBarForEveryRecord() {
        // Given
        ProgressLine progress = new ProgressLine(err, true, System::nanoTime);

        // When
        LongStream.range(1, 100).forEach(done -> progress.show(done, 1_000_000));

        // Then
        assertThat(text.toString().chars().filter(c -> c == '\r').count()).isLessThan(99);
    }

    @Test
    void shouldPrintMessagesOnALineOfTheirOwn() {
        // Given
        ProgressLine progress = new ProgressLine(err, true, System::nanoTime);
        progress.show(1, 2);

        // When
        progress.println("Model 1");

        // Then
        assertThat(lines()).hasSize(3).endsWith("Model 1");
    }

    private java.util.List<String> lines() {
        return text.toString().lines().toList();
    }
}
