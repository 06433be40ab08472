package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/** The timers of a task that is opened again, after a clean close and after a crash. */
class TimerRebuildTest {

    private static final int CUSTOMERS = 5;
    private static final String THEN = "2025-01-01T10:00:00Z";
    private static final String LATER = "2025-01-02T10:00:00Z";
    private static final String AFTER_A_YEAR = "2026-06-01T00:00:00Z";

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
        open(exactlyOnce);

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
        open(exactlyOnce);

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
        OpenTask elsewhere = open(exactlyOnce);
        elsewhere.erase("c0");
        elsewhere.buy("new", "1", LATER);
        elsewhere.close();
        List<Timers.Entry> timers = timers();
        rows().forEach(row -> stores.timers().delete(row.key));
        old.forEach(row -> stores.timers().put(row.key, row.value));
        open(exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).isNotEqualTo(oldTimers);
    }

    @Test
    void shouldSetTheTimersAgainAfterAnotherCrash() {
        // Given a task that was closed cleanly once, and crashes after it was opened again
        openWithCustomers().close();
        OpenTask crashed = open(exactlyOnce);
        crashed.buy("new", "1", LATER);
        crashed.commit();
        List<Timers.Entry> timers = timers();
        stores.timers().delete(rows().get(0).key);

        // When
        open(exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS + 1);
    }

    @Test
    void shouldAlwaysSetTheTimersAgainUnderAtLeastOnce() {
        // Given
        OpenTask.Setting atLeastOnce = exactlyOnce.atLeastOnce();
        OpenTask task = open(atLeastOnce);
        buyAll(task);
        task.commit();
        List<Timers.Entry> timers = timers();
        task.close();
        stores.timers().delete(rows().get(0).key);

        // When
        open(atLeastOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS);
    }

    @Test
    void shouldSetTheTimersAgainAfterAChangeToExactlyOnce() {
        // Given a task that was closed under at-least-once
        OpenTask task = open(exactlyOnce.atLeastOnce());
        buyAll(task);
        task.close();
        List<Timers.Entry> timers = timers();
        stores.timers().delete(rows().get(0).key);

        // When
        open(exactlyOnce);

        // Then
        assertThat(timers()).isEqualTo(timers).hasSize(CUSTOMERS);
    }

    @Test
    void shouldFireNoTimerBeforeAllAreSet() {
        // Given slices with time for one customer, and a crash
        openWithCustomers();

        // When
        OpenTask task = new OpenTask(stores, slices(Duration.ZERO));
        task.buy("new", "1", AFTER_A_YEAR);
        task.work(CUSTOMERS);
        task.commit();
        long firedAtFirst = stores.progress().counts().of(Counter.TIMERS_FIRED);
        task.work(3 * CUSTOMERS);
        task.commit();

        // Then
        assertThat(firedAtFirst).isZero();
        assertThat(stores.progress().counts().of(Counter.TIMERS_FIRED)).isEqualTo(CUSTOMERS);
        assertThat(stores.progress().areTimersDone()).isTrue();
    }

    @Test
    void shouldFireATimerThatIsOlderThanTheStateOfTheTask() {
        // Given a customer whose row is older than the state of the task
        OpenTask task = openWithCustomers();
        CustomerWithOrders before = stored("c0");
        task.buy("new", "1", AFTER_A_YEAR);
        task.work(3 * CUSTOMERS);
        task.commit();
        stores.customers().put("c0", before);

        // When
        OpenTask opened = open(exactlyOnce);
        opened.commit();

        // Then its order has left the window
        assertThat(stored("c0").customer().evaluation().at()).isEqualTo(at("2026-01-01T10:00:00Z"));
    }

    @Test
    void shouldFireTheTimerOfALatePurchaseAfterAQuietTime() {
        // Given a shop whose last timer check was long after its last purchase
        OpenTask.Setting live =
                OpenTask.Setting.of(TopologyFixture.rules(ClockMode.LIVE, Window.ofDays(365), new ColdStart(1, 0)));
        OpenTask quiet = open(live);
        quiet.buy("ann", "1", "2026-01-01T10:00:00Z");
        quiet.setWallClock("2026-06-01T00:00:00Z");
        quiet.work(3);
        quiet.close();

        // When an older purchase arrives after a restart, which leaves the window between the two
        LateOffsets offsets = new LateOffsets();
        OpenTask opened = new OpenTask(stores, live, offsets);
        opened.setWallClock("2026-06-01T01:00:00Z");
        opened.buy("bob", "1", "2025-03-01T10:00:00Z");
        offsets.end = 2;
        opened.work(10);
        opened.commit();

        // Then
        assertThat(stored("bob").customer().evaluation().at()).isEqualTo(at("2026-03-01T10:00:00Z"));
    }

    /** A partition whose end is first known late, so that the task is in its history until then. */
    private static final class LateOffsets implements InputOffsets {

        private long end = 1_000;

        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(end);
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(end == 1_000 ? 0L : 1_000L);
        }
    }

    /** Returns the setting with another time of a slice. */
    private OpenTask.Setting slices(Duration time) {
        ProcessorRules usual = rules();
        SliceBudget slices = new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), 100, time);
        return OpenTask.Setting.of(new ProcessorRules(
                usual.history(),
                usual.segments(),
                usual.churn(),
                usual.clock(),
                usual.dates(),
                usual.currency(),
                slices,
                slices));
    }

    /** Opens the task and lets it set its timers. */
    private OpenTask open(OpenTask.Setting setting) {
        OpenTask task = new OpenTask(stores, setting);
        task.work(5);
        return task;
    }

    private OpenTask openWithCustomers() {
        OpenTask task = open(exactlyOnce);
        buyAll(task);
        task.commit();
        return task;
    }

    private static void buyAll(OpenTask task) {
        IntStream.range(0, CUSTOMERS).forEach(i -> task.buy("c" + i, "1", THEN));
    }

    private CustomerWithOrders stored(String customerId) {
        return Objects.requireNonNull(stores.customers().get(customerId));
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
