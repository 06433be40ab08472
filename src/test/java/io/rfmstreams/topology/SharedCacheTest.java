package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two tasks whose customer caches share one budget. */
class SharedCacheTest {

    private static final String THEN = "2025-01-01T10:00:00Z";

    private final CacheBudget budget = new CacheBudget(20_000);
    private final OpenTask.Setting setting = OpenTask.Setting.of(rules()).with(budget);
    private final TaskStores idleStores = new TaskStores();
    private final TaskStores busyStores = new TaskStores();
    private final OpenTask idle = new OpenTask(idleStores, setting);
    private final OpenTask busy = new OpenTask(busyStores, setting);

    @Test
    void shouldKeepCustomersIfAnIdleTaskUsesTheWholeBudget() {
        // Given
        IntStream.range(0, 100).forEach(i -> idle.buy("c" + i, "1", THEN));
        idle.commit();
        assertThat(budget.isExceeded()).isFalse();

        // When
        IntStream.range(0, 5).forEach(i -> IntStream.range(0, 5).forEach(order -> busy.buy("c" + i, "" + order, THEN)));

        // Then nothing is written before the commit
        assertThat(busyStores.customers().isEmpty()).isTrue();
        busy.commit();
        assertThat(busyStores.customers().get("c4").customer().membership().sequence())
                .isPositive();
    }

    @Test
    void shouldReclaimMemoryFromAnIdleTaskWhenItPolls() {
        // Given
        IntStream.range(0, 100).forEach(i -> idle.buy("c" + i, "1", THEN));
        IntStream.range(0, 100).forEach(i -> busy.buy("c" + i, "1", THEN));
        assertThat(budget.isExceeded()).isTrue();

        // When
        idle.work();

        // Then
        assertThat(budget.isExceeded()).isFalse();
    }

    @Test
    void shouldReleaseAllMemoryWhenTasksClose() {
        // Given
        IntStream.range(0, 100).forEach(i -> idle.buy("c" + i, "1", THEN));
        IntStream.range(0, 100).forEach(i -> busy.buy("c" + i, "1", THEN));

        // When
        idle.close();
        busy.close();

        // Then
        assertThat(budget.used()).isZero();
        assertThat(idleStores.customers().get("c0").customer().membership().sequence())
                .isPositive();
    }
}
