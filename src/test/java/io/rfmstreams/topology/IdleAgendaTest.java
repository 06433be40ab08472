package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to look at an agenda that has nobody for now, behind everybody who has already been woken. */
class IdleAgendaTest {

    private static final int CUSTOMERS = 100_000;
    private static final int LOOKS = 101;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Duration LIMIT = Duration.ofMillis(5);

    @Test
    void shouldLookQuicklyWhereNobodyIsDue(@TempDir File folder) {
        // Given
        var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), folder);
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.AGENDA), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        try {
            Agenda agenda = new Agenda(store);
            for (int i = 0; i < CUSTOMERS; i++) {
                agenda.add(new Agenda.Entry(DAY + i % 1_000, "woken-" + i));
                agenda.add(new Agenda.Entry(100 * DAY + i * 1_000L, "customer-" + i));
            }
            agenda.flush();
            for (int i = 0; i < CUSTOMERS; i++) {
                agenda.remove(new Agenda.Entry(DAY + i % 1_000, "woken-" + i));
            }
            agenda.flush();

            // When
            long[] nanos = new long[LOOKS];
            for (int i = 0; i < LOOKS; i++) {
                long start = System.nanoTime();
                assertThat(agenda.between(null, DAY + 1_000, 100 * DAY - 1, 2_000))
                        .isEmpty();
                nanos[i] = System.nanoTime() - start;
            }

            // Then
            Arrays.sort(nanos);
            assertThat(Duration.ofNanos(nanos[LOOKS / 2])).isLessThan(LIMIT);
        } finally {
            store.close();
        }
    }
}
