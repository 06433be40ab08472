package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PointsCacheTest {

    private final TestTables tables =
            new TestTables().model(TestModels.byRecency(1, 30, 100)).customer("a", "fresh", 1, 2, "10");
    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final PointsCache cache = new PointsCache(
            segment -> tables.snapshots().read(snapshot -> CustomerPoints.read(snapshot, segment)),
            background::add,
            nanos::get);

    @AfterEach
    void close() {
        tables.close();
    }

    private int size() {
        tables.queries();
        return tables.snapshots().read(snapshot -> cache.get("fresh", snapshot).size());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void shouldKeepFreshPoints() {
        // Given
        size();
        tables.customer("b", "fresh", 1, 2, "10");

        // When
        pass(PointsCache.FRESH);

        // Then
        assertThat(size()).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @Test
    void shouldReadOlderPointsAgainInTheBackgroundOnce() {
        // Given
        size();
        tables.customer("b", "fresh", 1, 2, "10");
        pass(PointsCache.FRESH.plusMillis(1));

        // When
        int meanwhile = size() + size();
        int reads = background.size();
        background.remove().run();

        // Then
        assertThat(meanwhile).isEqualTo(2);
        assertThat(reads).isEqualTo(1);
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void shouldNotUsePointsThatAreTooOldOrOfAnotherModel() {
        // Given
        size();
        tables.customer("b", "fresh", 1, 2, "10");

        // When
        pass(PointsCache.USABLE.plusMillis(1));
        int later = size();
        tables.customer("c", "fresh", 1, 2, "10").model(TestModels.byRecency(2, 40, 100));

        // Then
        assertThat(later).isEqualTo(2);
        assertThat(size()).isEqualTo(3);
    }
}
