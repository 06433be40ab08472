package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.insights.TableFreshness;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightsStatusTest {

    private static final long STARTED = 1_000_000_000;

    private Optional<TableFreshness> freshness = Optional.empty();
    private boolean hasEnded;
    private long now = STARTED;
    private final InsightsStatus status =
            new InsightsStatus(() -> freshness, () -> hasEnded, () -> "a metric", () -> Instant.ofEpochMilli(now));

    @Test
    void shouldBuildUntilItIsKnownHowFarTheTablesAre() {
        // Then
        assertThat(status.isLive()).isTrue();
        assertThat(status.isReady()).isFalse();
        assertThat(status.state()).isEqualTo("BUILDING");
        assertThat(status.degradation()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "29999, true", "30000, false", "3600000, false"})
    void shouldBecomeReadyOnceTheTablesAreLessThan30SecondsBehind(long behind, boolean ready) {
        // Given
        freshness = Optional.of(new TableFreshness(STARTED - behind, 5_000));

        // Then
        assertThat(status.isReady()).isEqualTo(ready);
        assertThat(status.state()).isEqualTo(ready ? "RUNNING" : "BUILDING");
        assertThat(status.degradation().isEmpty()).isEqualTo(ready);
    }

    @Test
    void shouldStayReadyAndReportThatItFallsBehind() {
        // Given
        freshness = Optional.of(new TableFreshness(STARTED, 0));
        status.isReady();

        // When
        now += 30_000;

        // Then
        assertThat(status.isReady()).isTrue();
        assertThat(status.state()).isEqualTo("RUNNING");
        assertThat(status.degradation()).contains("The read model is more than 30 s behind the topics");
    }

    @Test
    void shouldStayReadyWhileTheFreshnessIsNotKnown() {
        // Given
        freshness = Optional.of(new TableFreshness(STARTED, 0));
        status.isReady();

        // When
        freshness = Optional.empty();

        // Then
        assertThat(status.isReady()).isTrue();
        assertThat(status.degradation()).isPresent();
    }

    @Test
    void shouldNeitherBeLiveNorReadyAfterTheFeedHasStopped() {
        // Given
        freshness = Optional.of(new TableFreshness(STARTED, 0));
        status.isReady();

        // When
        hasEnded = true;

        // Then
        assertThat(status.isLive()).isFalse();
        assertThat(status.isReady()).isFalse();
        assertThat(status.state()).isEqualTo("STOPPED");
    }

    @Test
    void shouldReturnMetrics() {
        // Then
        assertThat(status.metrics()).isEqualTo("a metric");
    }
}
