package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rfmstreams.topology.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskCountersTest {

    private static String text(List<? extends MetricSnapshot> metrics) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, new MetricSnapshots(metrics.toArray(MetricSnapshot[]::new)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReportEveryCounterInSnakeCase() throws IOException {
        // When
        String metrics = text(TaskCounters.of(Map.of(3, counter -> 7)));

        // Then
        assertThat(DocumentedMetrics.typed(metrics))
                .containsExactly(
                        "rfm_alerts_total",
                        "rfm_changes_total",
                        "rfm_conflicting_duplicates_total",
                        "rfm_dead_letters_total",
                        "rfm_duplicates_total",
                        "rfm_expired_on_arrival_total",
                        "rfm_orders_total",
                        "rfm_other_currency_total",
                        "rfm_refunds_in_excess_total",
                        "rfm_refunds_total",
                        "rfm_timers_total")
                .isSubsetOf(DocumentedMetrics.ofTheProcessor());
        assertThat(metrics)
                .contains(
                        "rfm_refunds_total{kind=\"pending\",partition=\"3\"} 7.0",
                        "rfm_dead_letters_total{partition=\"3\",reason=\"bad-json\"} 7.0",
                        "rfm_changes_total{partition=\"3\",reason=\"TIME\"} 7.0",
                        "rfm_alerts_total{kind=\"SLIPPED\",partition=\"3\"} 7.0",
                        "rfm_timers_total{kind=\"early\",partition=\"3\"} 7.0");
    }

    @Test
    void shouldReportOnlyKindsThatHaveOccurred() throws IOException {
        // When
        String metrics =
                text(TaskCounters.of(Map.of(0, counter -> counter == Counter.REFUNDS_LINKED ? 2 : 0, 1, counter -> 0)));

        // Then
        assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "rfm_orders_total{partition=\"0\"} 0.0",
                        "rfm_orders_total{partition=\"1\"} 0.0",
                        "rfm_duplicates_total{partition=\"0\"} 0.0",
                        "rfm_duplicates_total{partition=\"1\"} 0.0",
                        "rfm_conflicting_duplicates_total{partition=\"0\"} 0.0",
                        "rfm_conflicting_duplicates_total{partition=\"1\"} 0.0",
                        "rfm_expired_on_arrival_total{partition=\"0\"} 0.0",
                        "rfm_expired_on_arrival_total{partition=\"1\"} 0.0",
                        "rfm_other_currency_total{partition=\"0\"} 0.0",
                        "rfm_other_currency_total{partition=\"1\"} 0.0",
                        "rfm_refunds_in_excess_total{partition=\"0\"} 0.0",
                        "rfm_refunds_in_excess_total{partition=\"1\"} 0.0",
                        "rfm_refunds_total{kind=\"linked\",partition=\"0\"} 2.0");
    }
}
