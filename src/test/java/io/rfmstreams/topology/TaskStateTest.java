package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.GoldenBytes;
import io.rfmstreams.contract.UnknownStateFormatException;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TaskStateTest {

    private static final int CUSTOMERS = 4;

    private final KeyValueStore<Integer, byte[]> store = store();
    private final TaskState taskState = open();

    TaskStateTest() {
        for (int i = 0; i < CUSTOMERS; i++) {
            taskState.count(Counter.CUSTOMERS);
        }
    }

    @Test
    void shouldReportTheShareOfCustomersReassigned() {
        // When
        double before = saved().reassignmentProgress();
        taskState.activate(1, 1_000, 0);
        double begun = saved().reassignmentProgress();
        taskState.recordReassigned("ann");
        double aQuarter = saved().reassignmentProgress();
        taskState.completeReassignment();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(begun).isZero();
        assertThat(aQuarter).isEqualTo(0.25);
        assertThat(saved().reassignmentProgress()).isEqualTo(1);
        assertThat(saved().isReassigning()).isFalse();
    }

    @Test
    void shouldContinueCountingAfterARestart() {
        // Given
        taskState.activate(1, 1_000, 0);
        taskState.recordReassigned("ann");
        taskState.advance(2_000);
        taskState.recordTimersDone(1_500);
        TaskRow before = saved();

        // When
        TaskState reopened = open();
        reopened.recordReassigned("bob");
        reopened.save();

        // Then
        assertThat(TaskRowFormat.readAll(store).values()).singleElement().satisfies(task -> {
            assertThat(task.reassignment()).isEqualTo(new TaskRow.ReassignmentPosition("bob", 2));
            assertThat(task.reassignmentProgress()).isEqualTo(0.5);
            assertThat(task.timersDoneUntil())
                    .isEqualTo(before.timersDoneUntil())
                    .isEqualTo(1_500);
            assertThat(task.counts().of(Counter.CUSTOMERS)).isEqualTo(CUSTOMERS);
        });
    }

    @Test
    void shouldRestartTheProgressWhenAnotherModelIsActivated() {
        // Given
        taskState.activate(1, 1_000, 0);
        taskState.recordReassigned("ann");

        // When
        taskState.activate(2, 2_000, 1);

        // Then
        assertThat(saved().reassignmentProgress()).isZero();
    }

    @Test
    void shouldNotReportAProgressAboveOne() {
        // Given
        taskState.activate(1, 1_000, 0);

        // When customers that are already reassigned are erased
        taskState.recordReassigned("ann");
        taskState.recordReassigned("bob");
        taskState.counts().add(Counter.CUSTOMERS, 1 - CUSTOMERS);

        // Then
        assertThat(saved().reassignmentProgress()).isEqualTo(1);
    }

    @Test
    void shouldReadAndWriteTheBytesOfThisFormat() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "task-4.hex");
        taskState.activate(1, 1_000, 0);
        taskState.activate(7, 1_733_000_000_000L, 12);
        taskState.recordReassigned("ann");
        taskState.advance(1_735_078_400_123L);
        taskState.recordProcessed(1_234_567);
        taskState.recordTimersDone(1_734_000_000_000L);
        taskState.recordCurrency("EUR");
        taskState.heldTicks().add(new TaskRow.HeldTick(1_735_689_600_000L, 1_234_600));

        // Then
        assertThat(savedBytes(taskState)).isEqualTo(golden);
        store.put(0, golden);
        TaskRow read = TaskRowFormat.decode(golden);
        assertThat(read.now()).isEqualTo(1_735_078_400_123L);
        assertThat(read.currency()).isEqualTo("EUR");
        assertThat(read.active().modelVersion()).isEqualTo(7);
        assertThat(read.counts().of(Counter.CUSTOMERS)).isEqualTo(CUSTOMERS);
        assertThat(TaskRowFormat.encode(read)).isEqualTo(golden);
        assertThat(savedBytes(open())).isEqualTo(golden);
    }

    @Test
    void shouldRefuseARowOfAnEarlierFormat() {
        // Given
        taskState.save();
        byte[] row = store.get(0);
        row[0] = 3;
        store.put(0, row);

        // Then
        assertThatThrownBy(this::open)
                .isInstanceOf(UnknownStateFormatException.class)
                .hasMessageContaining("the state of a task has format 3")
                .hasMessageContaining("format 4 only");
    }

    private TaskState open() {
        return new TaskState(store, 0, "P365D", true);
    }

    private byte[] savedBytes(TaskState state) {
        state.save();
        return store.get(0);
    }

    private TaskRow saved() {
        taskState.save();
        return Objects.requireNonNull(TaskRowFormat.readAll(store).get(0));
    }

    private static KeyValueStore<Integer, byte[]> store() {
        KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("tasks"), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }
}
