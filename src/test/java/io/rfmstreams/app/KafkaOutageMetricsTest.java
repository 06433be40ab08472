package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaOutageMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void shouldReportAnOutage() {
        // When
        String scrape = scrape(new KafkaOutageMetrics(
                () -> Optional.of(Duration.ofSeconds(12)),
                () -> Optional.of(Duration.ofMillis(13_500)),
                () -> Optional.of(NOW.minus(Duration.ofHours(2))),
                () -> NOW));

        // Then
        assertThat(scrape.lines())
                .contains(
                        "# HELP rfm_broker_reachable 1 if Kafka is reachable, 0 if it has not responded for 10 seconds",
                        "# TYPE rfm_broker_reachable gauge",
                        "rfm_broker_reachable 0.0",
                        "# TYPE rfm_last_commit_age_seconds gauge",
                        "rfm_last_commit_age_seconds 13.5",
                        "# TYPE rfm_model_age_seconds gauge",
                        "rfm_model_age_seconds 7200.0");
    }

    @Test
    void shouldLeaveOutUnknownValues() {
        // When
        String scrape = scrape(new KafkaOutageMetrics(Optional::empty, Optional::empty, Optional::empty, () -> NOW));

        // Then
        assertThat(scrape.lines().filter(line -> !line.startsWith("#"))).containsExactly("rfm_broker_reachable 1.0");
    }

    private static String scrape(KafkaOutageMetrics metrics) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(metrics);
        return registry.scrape();
    }
}
