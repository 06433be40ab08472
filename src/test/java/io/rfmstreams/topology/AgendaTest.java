package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.Agenda.Entry;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private final KeyValueStore<byte[], byte[]> store = store();
    private final Agenda agenda = new Agenda(store);

    @Test
    void shouldFindWhoIsDueInTheOrderOfTime() {
        // Given
        agenda.add(new Entry(3_000_000_000_000L, "late"));
        agenda.add(new Entry(200, "zoë"));
        agenda.add(new Entry(200, "ann"));
        agenda.add(new Entry(7, "bob"));

        // Then
        assertThat(agenda.between(null, Long.MIN_VALUE, 200, 10))
                .containsExactly(new Entry(7, "bob"), new Entry(200, "ann"), new Entry(200, "zoë"));
        assertThat(agenda.between(null, 8, 199, 10)).isEmpty();
        assertThat(agenda.between(null, 0, Long.MIN_VALUE, 10)).isEmpty();
    }

    @Test
    void shouldGoOnAfterTheLastEntryWithinOneMoment() {
        // Given
        for (int i = 0; i < 5; i++) {
            agenda.add(new Entry(100, "c" + i));
        }

        // When
        agenda.remove(new Entry(100, "c0"));
        agenda.remove(new Entry(100, "c1"));

        // Then
        assertThat(agenda.between(new Entry(100, "c1"), 100, 100, 2))
                .containsExactly(new Entry(100, "c2"), new Entry(100, "c3"));
    }

    @Test
    void shouldWriteWhenTheTaskCommits() {
        // Given
        agenda.add(new Entry(100, "ann"));
        agenda.add(new Entry(200, "bob"));
        assertThat(store.approximateNumEntries()).isZero();

        // When
        agenda.flush();
        agenda.remove(new Entry(100, "ann"));

        // Then
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        agenda.flush();
        assertThat(new Agenda(store).between(null, 0, 1_000, 10)).containsExactly(new Entry(200, "bob"));
    }

    @Test
    void shouldNotWriteWhatComesAndGoesBetweenTwoCommits() {
        // Given
        agenda.add(new Entry(100, "ann"));
        agenda.flush();

        // When
        agenda.remove(new Entry(100, "ann"));
        agenda.add(new Entry(150, "ann"));
        agenda.remove(new Entry(150, "ann"));
        agenda.add(new Entry(100, "ann"));

        // Then
        assertThat(agenda.flush()).isZero();
        assertThat(agenda.between(null, 0, 1_000, 10)).containsExactly(new Entry(100, "ann"));
    }

    /** An empty agenda store, in memory. */
    static KeyValueStore<byte[], byte[]> store() {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("agenda"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }
}
