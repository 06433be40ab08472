package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.training.AlertPrecision;
import io.rfmstreams.training.AlertPrecision.Alert;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertPrecisionReportTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = 90 * DAY;
    private static final long NOW = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private final AlertPrecision precision = new AlertPrecision(HORIZON, NOW);
    private final AlertPrecisionReport report = new AlertPrecisionReport(precision, HORIZON, NOW);

    @Test
    void shouldPrintATable() {
        // Given
        addAlerts();

        // When
        String text = text();

        // Then
        assertThat(text).isEqualTo("""
                        Alerts raised at least P90D before 2025-01-01T00:00:00Z

                        kind      segment    alerts  no order   share  predicted
                        --------------------------------------------------------
                        SLIPPED   champions       1         1  100.0%      75.0%
                        SLIPPED   loyal           2         1   50.0%      50.0%
                        SLIPPED   all             3         2   66.7%      58.3%
                        SLIPPING  loyal           1         1  100.0%
                        SLIPPING  all             1         1  100.0%

                        no order: alerts after which the customer placed no order within P90D
                        predicted: 1 - mean return probability when the alerts were raised
                        """);
    }

    @Test
    void shouldPrintJson() {
        // Given
        addAlerts();

        // When
        String json = report.json();

        // Then
        assertThat(json)
                .isEqualTo("{\"horizon\":\"P90D\",\"now\":\"2025-01-01T00:00:00Z\",\"open\":1,\"alerts\":["
                        + "{\"kind\":\"SLIPPED\",\"segment\":\"champions\",\"alerts\":1,\"cameTrue\":1,\"precision\":1.0,"
                        + "\"meanReturnProbability\":0.25},"
                        + "{\"kind\":\"SLIPPED\",\"segment\":\"loyal\",\"alerts\":2,\"cameTrue\":1,\"precision\":0.5,"
                        + "\"meanReturnProbability\":0.5},"
                        + "{\"kind\":\"SLIPPING\",\"segment\":\"loyal\",\"alerts\":1,\"cameTrue\":1,\"precision\":1.0,"
                        + "\"meanReturnProbability\":null}]}");
    }

    @Test
    void shouldSayThatThereAreNoOldAlerts() {
        // Given
        precision.add(new Alert("a", "SLIPPED", "loyal", NOW, null));

        // When
        String text = text();

        // Then
        assertThat(text)
                .isEqualTo("No alert was raised at least P90D before 2025-01-01T00:00:00Z (1 later ones)."
                        + " The alerts on the topic must be kept for longer than that (retention.ms).\n");
        assertThat(report.json()).contains("\"open\":1,\"alerts\":[]");
    }

    private void addAlerts() {
        precision.add(new Alert("a", "SLIPPED", "loyal", NOW - 200 * DAY, 0.75));
        precision.add(new Alert("b", "SLIPPED", "loyal", NOW - 200 * DAY, 0.25));
        precision.add(new Alert("c", "SLIPPED", "champions", NOW - 200 * DAY, 0.25));
        precision.add(new Alert("c", "SLIPPING", "loyal", NOW - 300 * DAY, null));
        precision.add(new Alert("d", "SLIPPED", "loyal", NOW - 10 * DAY, 0.25));
        precision.addOrder("a", NOW - 190 * DAY);
    }

    private String text() {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
