package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitAgesTest {

    private Duration now = Duration.ZERO;
    private Map<String, Double> commits = Map.of();
    private final CommitAges ages = new CommitAges(() -> commits, () -> now.toNanos());

    @Test
    void shouldReturnTheAgeOfTheOldestLastCommit() {
        // When
        update(0, Map.of("one", 5.0, "two", 7.0));
        update(1, Map.of("one", 6.0, "two", 7.0));
        update(30, Map.of("one", 7.0, "two", 7.0));
        now = Duration.ofSeconds(32);

        // Then
        assertThat(ages.longest()).contains(Duration.ofSeconds(32));
    }

    @Test
    void shouldRestartWithEachCommit() {
        // When
        update(0, Map.of("one", 5.0));
        update(30, Map.of("one", 6.0));
        now = Duration.ofSeconds(32);

        // Then
        assertThat(ages.longest()).contains(Duration.ofSeconds(2));
    }

    @Test
    void shouldIgnoreAThreadWithoutTasksAndRestartWhenItHasTasks() {
        // When
        update(0, Map.of("one", 5.0));
        update(10, Map.of());
        Optional<Duration> without = ages.longest();
        update(100, Map.of("one", 5.0));

        // Then
        assertThat(without).isEmpty();
        assertThat(ages.longest()).contains(Duration.ZERO);
    }

    private void update(int second, Map<String, Double> totals) {
        now = Duration.ofSeconds(second);
        commits = totals;
        ages.update();
    }
}
