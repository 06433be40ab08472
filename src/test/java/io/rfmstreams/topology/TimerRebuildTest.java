package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/** The timers of a task that is opened again, after a clean close and after a crash. */
class TimerRebuildTest {

    private static final int CUSTOMERS = 5;
    private static final String THEN = "2025-01-01T10:00:00Z";
    private static final String LATER = "2025-01-02T10:00:00Z";

    private final TaskStores stores = new TaskStores();
    private final OpenTask.Setting exactlyOnce = OpenTask.Setting.of(rules());

    @Test
    void shouldNotScanTheCustomersAfterACleanClose() {
        // Given
        OpenTask task = openWithCustomers();
        List<Timers.Entry> timers = timers();
        task.close();
        int scans = stores.scans();

        // When
        new OpenTask(stores, exactlyOnce);

        // Then
        assertThat(stores.scans()).isEqualTo(scans);
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS);
    }

    @Test
    void shouldSetTheTimersAgainWithoutACleanClose() {
        // Given a task that restores its customers from the changelog, on another disk
        openWithCustomers().commit();
        List<Timers.Entry> timers = timers();
        rows().forEach(row -> stores.timers().delete(row.key));

        // When
        new OpenTask(stores, exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS);
    }

    @Test
    void shouldReplaceTheTimersThatAreOlderThanTheCustomers() {
        // Given
        openWithCustomers().close();
        List<KeyValue<byte[], byte[]>> old = rows();
        List<Timers.Entry> oldTimers = timers();

        // When another instance processes the task, and then this one again
        OpenTask elsewhere = new OpenTask(stores, exactlyOnce);
        elsewhere.erase("c0");
        elsewhere.buy("new", "1", LATER);
        elsewhere.close();
        List<Timers.Entry> timers = timers();
        rows().forEach(row -> stores.timers().delete(row.key));
        old.forEach(row -> stores.timers().put(row.key, row.value));
        new OpenTask(stores, exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).isNotEqualTo(oldTimers);
    }

    @Test
    void shouldSetTheTimersAgainAfterAnotherCrash() {
        // Given a task that was closed cleanly once, and crashes after it was opened again
        openWithCustomers().close();
        OpenTask crashed = new OpenTask(stores, exactlyOnce);
        crashed.buy("new", "1", LATER);
        crashed.commit();
        List<Timers.Entry> timers = timers();
        stores.timers().delete(rows().get(0).key);

        // When
        new OpenTask(stores, exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS + 1);
    }

    @Test
    void shouldAlwaysSetTheTimersAgainUnderAtLeastOnce() {
        // Given
        OpenTask.Setting atLeastOnce = exactlyOnce.atLeastOnce();
        OpenTask task = new OpenTask(stores, atLeastOnce);
        buyAll(task);
        task.commit();
        List<Timers.Entry> timers = timers();
        task.close();
        stores.timers().delete(rows().get(0).key);

        // When
        new OpenTask(stores, atLeastOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS);
    }

    private OpenTask openWithCustomers() {
        OpenTask task = new OpenTask(stores, exactlyOnce);
        buyAll(task);
        task.commit();
        return task;
    }

    private static void buyAll(OpenTask task) {
        IntStream.range(0, CUSTOMERS).forEach(i -> task.buy("c" + i, "1", THEN));
    }

    private List<Timers.Entry> timers() {
        return new Timers(stores.timers()).between(null, 0, at("2100-01-01T00:00:00Z"), 100);
    }

    private List<KeyValue<byte[], byte[]>> rows() {
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all = stores.timers().all()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }
}
