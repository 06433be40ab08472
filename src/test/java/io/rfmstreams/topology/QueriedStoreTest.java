package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class QueriedStoreTest {

    private static final Bytes KEY = Bytes.wrap(new byte[] {1});

    @Test
    void shouldNotLockThePositionWhileAQueryWaits() throws InterruptedException {
        // Given
        KeyValueStore<Bytes, byte[]> store = QueriedStore.inMemory("tasks").get();
        Position position = store.getPosition();
        Thread query =
                new Thread(() -> store.query(KeyQuery.withKey(KEY), PositionBound.unbounded(), new QueryConfig(false)));
        query.setUncaughtExceptionHandler((thread, notOpen) -> {});
        CountDownLatch locked = new CountDownLatch(1);
        Thread write = new Thread(() -> {
            synchronized (position) {
                locked.countDown();
            }
        });

        // When: a write holds the store, as it does before it locks the position
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
    }
}
