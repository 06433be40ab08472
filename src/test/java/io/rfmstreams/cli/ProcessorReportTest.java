package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProcessorReportTest {

    private static final String BEFORE = """
            # HELP rfm_orders_total Accepted orders.
            # TYPE rfm_orders_total counter
            rfm_orders_total{partition="0"} 10.0
            rfm_orders_total{partition="1"} 5.0
            rfm_dead_letters_total{partition="0",reason="no-key"} 1.0
            rfm_customers{partition="0"} 3.0
            rfm_customers{partition="1"} 1.0
            jvm_threads_live_threads 12.0
            """;

    private static final String AFTER = """
            rfm_orders_total{partition="0"} 1010.0
            rfm_orders_total{partition="1"} 2.5015E4
            rfm_duplicates_total{partition="1"} 7.0
            rfm_conflicting_duplicates_total{partition="1"} 2.0
            rfm_dead_letters_total{partition="0",reason="no-key"} 1.0
            rfm_dead_letters_total{partition="0",reason="bad-date"} 3.0
            rfm_dead_letters_total{partition="1",reason="bad-date"} 1.0
            rfm_dead_letters_total{partition="1",reason="bad-amount"} 2.0
            rfm_refunds_total{kind="linked",partition="1"} 4.0
            rfm_refunds_total{kind="unlinked",partition="1"} 1.0
            rfm_refunds_total{kind="pending",partition="1"} 1.0
            rfm_customers{partition="0"} 30.0
            rfm_customers{partition="1"} 1.0
            """;

    @Test
    void shouldReportTheGrowthOfTheCounters() {
        // Given
        ProcessorReport report = new ProcessorReport(answers(BEFORE, AFTER), () -> 0);

        // When
        String text = report.after(() -> 0, 2);

        // Then
        assertThat(text)
                .isEqualTo("The processor counted 26,010 orders of 27 new customers, 5 refunds,"
                        + " 1 refunds before their order, 7 duplicates, 2 of these with another amount or time,"
                        + " 6 dead letters (bad-amount 2, bad-date 4)");
    }

    @Test
    void shouldSayThatOtherInstancesHavePartitions() {
        // Given
        ProcessorReport report = new ProcessorReport(answers(BEFORE, BEFORE), () -> 0);

        // When
        String text = report.after(() -> 0, 8);

        // Then
        assertThat(text)
                .isEqualTo("The processor counted 0 orders of 0 new customers, 0 dead letters in 2 of 8 partitions"
                        + " (the other partitions have no records, or belong to other instances)");
    }

    @Test
    void shouldWaitUntilAllRecordsAreProcessed() {
        // Given
        ProcessorReport report = new ProcessorReport(answers(BEFORE, AFTER), () -> 0);
        AtomicLong remaining = new AtomicLong(3);

        // When
        String text = report.after(remaining::getAndDecrement, 2);

        // Then
        assertThat(text).doesNotContain("not processed");
        assertThat(remaining).hasValue(-1);
    }

    @Test
    void shouldStopWaitingWithoutProgress() {
        // Given
        AtomicLong clock = new AtomicLong();
        ProcessorReport report =
                new ProcessorReport(answers(BEFORE, AFTER), () -> clock.getAndAdd(TimeUnit.SECONDS.toNanos(25)));

        // When
        String text = report.after(() -> 1_234, 2);

        // Then
        assertThat(text).endsWith("; 1,234 records are not processed yet");
    }

    @Test
    void shouldSayWhyTheProcessorCannotBeAsked() {
        // Given
        Supplier<String> unreachable = () -> {
            throw new IllegalStateException("cannot connect to http://localhost:1: no response");
        };

        // When
        String text = new ProcessorReport(unreachable, () -> 0).after(() -> 5, 2);

        // Then
        assertThat(text)
                .isEqualTo("What the processor made of them is unknown:"
                        + " cannot connect to http://localhost:1: no response");
    }

    private static Supplier<String> answers(String... metrics) {
        Deque<String> left = new ArrayDeque<>(List.of(metrics));
        return () -> Objects.requireNonNull(left.poll());
    }
}
