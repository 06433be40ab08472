package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.model;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slices that run out of time. Each read of the clock takes a nanosecond. */
class SliceTimeTest {

    private static final int CUSTOMERS = 25;
    private static final int A_READ = 10;
    private static final int A_LOOK_AND_A_SLICE = 2;
    private static final String THEN = "2025-01-01T10:00:00Z";

    private final TaskStores stores = new TaskStores();
    private long nanos;
    private long offset;

    @Test
    void shouldContinueAfterTheLastCustomerOfTheSlice() {
        // Given slices with time to reassign three customers
        OpenTask.Setting setting = setting(Duration.ofNanos(3));
        OpenTask task = openWithCustomers(setting);

        int scans = stores.scans();

        // When
        activate(setting, model(1, 1.5));
        task.work(A_LOOK_AND_A_SLICE);
        long reassignedFirst = task.reassigned();
        task.work(20);
        task.commit();

        // Then
        assertThat(reassignedFirst).isEqualTo(3);
        assertThat(task.isReassigning()).isFalse();
        assertThat(stores.scans() - scans).isEqualTo(CUSTOMERS / 3 + 1);
        assertThat(IntStream.range(0, CUSTOMERS).mapToObj(i -> version("c" + i)))
                .containsOnly(1);
    }

    @Test
    void shouldReassignOneCustomerInASliceWithoutTime() {
        // Given
        OpenTask.Setting setting = setting(Duration.ZERO);
        OpenTask task = openWithCustomers(setting);

        // When
        activate(setting, model(1, 1.5));
        task.work(A_LOOK_AND_A_SLICE);
        long first = task.reassigned();
        task.work();

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(task.reassigned()).isEqualTo(2);
        task.work(CUSTOMERS);
        assertThat(task.isReassigning()).isFalse();
    }

    @Test
    void shouldSkipCustomersThatWereCreatedOrErasedMeanwhile() {
        // Given an incomplete reassignment
        OpenTask.Setting setting = setting(Duration.ofNanos(3));
        OpenTask task = openWithCustomers(setting);
        activate(setting, model(1, 1.5));
        task.work(A_LOOK_AND_A_SLICE);

        // When
        task.erase("c13");
        task.erase("c9");
        task.buy("c130", "1", THEN);
        task.buy("a", "1", THEN);
        task.work(20);
        task.commit();

        // Then
        assertThat(task.isReassigning()).isFalse();
        assertThat(stores.customers().get("c13")).isNull();
        assertThat(stores.customers().get("c9")).isNull();
        assertThat(version("c130")).isEqualTo(1);
        assertThat(version("a")).isEqualTo(1);
        assertThat(version("c14")).isEqualTo(1);
    }

    @Test
    void shouldRestartWhenAnotherModelIsActivated() {
        // Given
        OpenTask.Setting setting = setting(Duration.ofNanos(3));
        OpenTask task = openWithCustomers(setting);
        activate(setting, model(1, 1.5));
        task.work(A_LOOK_AND_A_SLICE);

        // When
        activate(setting, model(2, 1.5));
        task.work(40);
        task.commit();

        // Then
        assertThat(task.isReassigning()).isFalse();
        assertThat(IntStream.range(0, CUSTOMERS).mapToObj(i -> version("c" + i)))
                .containsOnly(2);
    }

    @Test
    void shouldFireOneTimerInASliceWithoutTime() {
        // Given customers whose orders have left the window
        OpenTask.Setting setting = setting(Duration.ZERO);
        OpenTask task = openWithCustomers(setting);
        task.commit();
        task.buy("later", "1", "2026-06-01T00:00:00Z");

        // When
        task.work();
        task.commit();
        long first = stores.progress().counts().of(Counter.TIMERS_FIRED);
        task.work(CUSTOMERS + 1);
        task.commit();

        // Then
        assertThat(first).isBetween(1L, 2L);
        assertThat(stores.progress().counts().of(Counter.TIMERS_FIRED)).isEqualTo(CUSTOMERS);
        assertThat(stores.progress().areTimersDone()).isTrue();
        assertThat(stores.customers().get("c7").customer().evaluation().at()).isEqualTo(at("2026-01-01T10:00:00Z"));
    }

    private OpenTask openWithCustomers(OpenTask.Setting setting) {
        OpenTask task = new OpenTask(stores, setting);
        IntStream.range(0, CUSTOMERS).forEach(i -> task.buy("c" + i, "1", THEN));
        return task;
    }

    private OpenTask.Setting setting(Duration time) {
        ProcessorRules usual = rules();
        SliceBudget slices = new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), A_READ, time);
        return OpenTask.Setting.of(new ProcessorRules(
                        usual.history(),
                        usual.segments(),
                        usual.churn(),
                        usual.clock(),
                        usual.dates(),
                        usual.currency(),
                        slices,
                        slices))
                .with(() -> nanos++);
    }

    private void activate(OpenTask.Setting setting, SegmentationModel model) {
        setting.models().accept(ModelJson.key(model.version()), ModelJson.encode(model), offset++);
        setting.models().accept(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version()), offset++);
    }

    private int version(String customerId) {
        return stores.customers().get(customerId).customer().evaluation().modelVersion();
    }
}
