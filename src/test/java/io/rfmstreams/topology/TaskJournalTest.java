package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.GoldenBytes;
import io.rfmstreams.contract.UnknownStateFormatException;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TaskJournalTest {

    private static final int CUSTOMERS = 4;

    private final KeyValueStore<Integer, byte[]> store = store();
    private final TaskJournal journal = open();

    TaskJournalTest() {
        for (int i = 0; i < CUSTOMERS; i++) {
            journal.count(Counter.CUSTOMERS);
        }
    }

    @Test
    void shouldTellWhichShareTheSweepHasSeen() {
        // When
        double before = saved().sweepProgress();
        journal.activate(1, 1_000, 0);
        double begun = saved().sweepProgress();
        journal.sweptTo("ann");
        double aQuarter = saved().sweepProgress();
        journal.sweepDone();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(begun).isZero();
        assertThat(aQuarter).isEqualTo(0.25);
        assertThat(saved().sweepProgress()).isEqualTo(1);
        assertThat(saved().swept()).isZero();
    }

    @Test
    void shouldGoOnCountingAfterARestart() {
        // Given
        journal.activate(1, 1_000, 0);
        journal.sweptTo("ann");
        journal.advance(2_000);
        journal.agendaDoneTo(1_500);
        TaskProgress before = saved();

        // When
        TaskJournal reopened = open();
        reopened.sweptTo("bob");
        reopened.save();

        // Then
        assertThat(TaskRows.read(store)).singleElement().satisfies(task -> {
            assertThat(task.sweptTo()).isEqualTo("bob");
            assertThat(task.sweepProgress()).isEqualTo(0.5);
            assertThat(task.agendaDoneTo()).isEqualTo(before.agendaDoneTo()).isEqualTo(1_500);
            assertThat(task.counts().of(Counter.CUSTOMERS)).isEqualTo(CUSTOMERS);
        });
    }

    @Test
    void shouldBeginAtNothingWhenAnotherModelComesMeanwhile() {
        // Given
        journal.activate(1, 1_000, 0);
        journal.sweptTo("ann");

        // When
        journal.activate(2, 2_000, 1);

        // Then
        assertThat(saved().sweepProgress()).isZero();
    }

    @Test
    void shouldNeverTellMoreThanAll() {
        // Given
        journal.activate(1, 1_000, 0);

        // When customers behind the sweep are erased
        journal.sweptTo("ann");
        journal.sweptTo("bob");
        journal.counts().add(Counter.CUSTOMERS, 1 - CUSTOMERS);

        // Then
        assertThat(saved().sweepProgress()).isEqualTo(1);
    }

    @Test
    void shouldReadAndWriteTheBytesOfThisFormat() {
        // Given
        byte[] golden = GoldenBytes.read(getClass(), "task-3.hex");
        journal.activate(1, 1_000, 0);
        journal.activate(7, 1_733_000_000_000L, 12);
        journal.sweptTo("ann");
        journal.advance(1_735_078_400_123L);
        journal.processed(1_234_567);
        journal.agendaDoneTo(1_734_000_000_000L);
        journal.heldTicks().add(new TaskProgress.HeldTick(1_735_689_600_000L, 1_234_600));

        // Then
        assertThat(TaskProgressState.encode(journal)).isEqualTo(golden);
        store.put(0, golden);
        TaskProgress read = TaskRows.decode(golden);
        assertThat(read.now()).isEqualTo(1_735_078_400_123L);
        assertThat(read.active().modelVersion()).isEqualTo(7);
        assertThat(read.counts().of(Counter.CUSTOMERS)).isEqualTo(CUSTOMERS);
        assertThat(TaskProgressState.encode(open())).isEqualTo(golden);
    }

    @Test
    void shouldRefuseARowOfAnEarlierFormat() {
        // Given
        journal.save();
        byte[] row = store.get(0);
        row[0] = 2;
        store.put(0, row);

        // Then
        assertThatThrownBy(this::open)
                .isInstanceOf(UnknownStateFormatException.class)
                .hasMessageContaining("the state of a task has format 2")
                .hasMessageContaining("format 3 only");
    }

    private TaskJournal open() {
        return new TaskJournal(store, 0, "P365D", true);
    }

    private TaskProgress saved() {
        journal.save();
        return TaskRows.read(store).get(0);
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
