package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueriedStoreTest {

    private static final Bytes KEY = Bytes.wrap("anna".getBytes(UTF_8));

    static Stream<KeyValueBytesStoreSupplier> suppliers() {
        return Stream.of(QueriedStore.inMemory("tasks"), QueriedStore.persistent("customers"));
    }

    private static KeyValueStore<Bytes, byte[]> open(KeyValueBytesStoreSupplier supplier, Path folder) {
        File state = folder.toFile();
        KeyValueStore<Bytes, byte[]> store = supplier.get();
        store.init(
                new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), state).getStateStoreContext(),
                store);
        return store;
    }

    private static QueryResult<byte[]> query(KeyValueStore<Bytes, byte[]> store) {
        return store.query(KeyQuery.withKey(KEY), PositionBound.unbounded(), new QueryConfig(false));
    }

    @ParameterizedTest
    @MethodSource("suppliers")
    void shouldNotLockThePositionWhileAQueryWaitsForAWrite(KeyValueBytesStoreSupplier supplier, @TempDir Path folder)
            throws InterruptedException {
        // Given
        KeyValueStore<Bytes, byte[]> store = open(supplier, folder);
        Position position = store.getPosition();
        Thread query = new Thread(() -> query(store));
        CountDownLatch locked = new CountDownLatch(1);
        Thread write = new Thread(() -> {
            synchronized (position) {
                locked.countDown();
            }
        });

        // When: a write has locked the store, and locks the position next
        synchronized (store) {
            query.start();
            while (query.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            write.start();

            // Then
            assertThat(locked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        query.join();
        write.join();
        store.close();
    }

    @ParameterizedTest
    @MethodSource("suppliers")
    void shouldAnswerAQueryWithTheValueOfTheKey(KeyValueBytesStoreSupplier supplier, @TempDir Path folder) {
        // Given
        KeyValueStore<Bytes, byte[]> store = open(supplier, folder);
        QueryResult<byte[]> before = query(store);
        store.put(KEY, new byte[] {7});

        // When
        QueryResult<byte[]> after = query(store);

        // Then
        assertThat(before.isSuccess()).isTrue();
        assertThat(before.getResult()).isNull();
        assertThat(after.getResult()).containsExactly(7);
        assertThat(after.getPosition()).isEqualTo(store.getPosition());
        store.close();
    }
}
