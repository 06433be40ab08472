package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.Timers.Entry;
import java.util.HexFormat;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final KeyValueStore<byte[], byte[]> store = store();
    private final Timers timers = new Timers(store);

    @Test
    void shouldReturnDueTimersInTheOrderOfTime() {
        // Given
        timers.add(new Entry(3_000_000_000_000L, "late"));
        timers.add(new Entry(200, "zoë"));
        timers.add(new Entry(200, "ann"));
        timers.add(new Entry(7, "bob"));

        // Then
        assertThat(timers.between(null, Long.MIN_VALUE, 200, 10))
                .containsExactly(new Entry(7, "bob"), new Entry(200, "ann"), new Entry(200, "zoë"));
        assertThat(timers.between(null, 8, 199, 10)).isEmpty();
        assertThat(timers.between(null, 0, Long.MIN_VALUE, 10)).isEmpty();
    }

    @Test
    void shouldContinueAfterTheLastEntryWithinOneMillisecond() {
        // Given
        for (int i = 0; i < 5; i++) {
            timers.add(new Entry(100, "c" + i));
        }

        // When
        timers.remove(new Entry(100, "c0"));
        timers.remove(new Entry(100, "c1"));

        // Then
        assertThat(timers.between(new Entry(100, "c1"), 100, 100, 2))
                .containsExactly(new Entry(100, "c2"), new Entry(100, "c3"));
    }

    @Test
    void shouldWriteWhenTheTaskCommits() {
        // Given
        timers.add(new Entry(100, "ann"));
        timers.add(new Entry(200, "bob"));
        assertThat(store.approximateNumEntries()).isZero();

        // When
        timers.flush();
        timers.remove(new Entry(100, "ann"));

        // Then
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        timers.flush();
        assertThat(new Timers(store).between(null, 0, 1_000, 10)).containsExactly(new Entry(200, "bob"));
    }

    @Test
    void shouldNotWriteChangesThatCancelOutBetweenTwoCommits() {
        // Given
        timers.add(new Entry(100, "ann"));
        timers.flush();

        // When
        timers.remove(new Entry(100, "ann"));
        timers.add(new Entry(150, "ann"));
        timers.remove(new Entry(150, "ann"));
        timers.add(new Entry(100, "ann"));

        // Then
        assertThat(timers.flush()).isZero();
        assertThat(timers.between(null, 0, 1_000, 10)).containsExactly(new Entry(100, "ann"));
    }

    @Test
    void shouldWriteTheKeysOfThisFormat() {
        // When
        timers.add(new Entry(1_735_689_600_000L, "zoë"));
        timers.flush();

        // Then the due time is big-endian, and the customer id is in UTF-8
        try (KeyValueIterator<byte[], byte[]> rows = store.all()) {
            KeyValue<byte[], byte[]> row = rows.next();
            assertThat(row.key).isEqualTo(HexFormat.of().parseHex("000001941f297c00" + "7a6fc3ab"));
            assertThat(row.value).isEmpty();
        }
    }

    /** Creates an empty timers store in memory. */
    static KeyValueStore<byte[], byte[]> store() {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("timers"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }
}
