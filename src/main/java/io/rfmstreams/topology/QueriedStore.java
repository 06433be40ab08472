package io.rfmstreams.topology;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;

/**
 * Stores that can be queried by key while they are written. In Kafka's own, a write locks the store and then its position, and a
 * query the position and then the store, so that a query beside a commit can block the stream thread for ever. Here a query by key
 * locks one at a time; its position can be later than its value.
 */
final class QueriedStore {

    private static final String ROCKS_SCOPE = "rocksdb";

    private QueriedStore() {}

    static KeyValueBytesStoreSupplier inMemory(String name) {
        return supplier(name, "in-memory", () -> new InMemoryKeyValueStore(name) {
            @Override
            public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
                return query instanceof KeyQuery<?, ?> key ? read(this, key) : super.query(query, bound, config);
            }
        });
    }

    static KeyValueBytesStoreSupplier persistent(String name) {
        return supplier(name, ROCKS_SCOPE, () -> new RocksDBStore(name, ROCKS_SCOPE) {
            @Override
            public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
                return query instanceof KeyQuery<?, ?> key ? read(this, key) : super.query(query, bound, config);
            }
        });
    }

    @SuppressWarnings("unchecked") // Kafka asks a store of bytes for the bytes of a key
    private static <R> QueryResult<R> read(KeyValueStore<Bytes, byte[]> store, KeyQuery<?, ?> query) {
        QueryResult<R> result = QueryResult.forResult((R) store.get((Bytes) query.getKey()));
        result.setPosition(store.getPosition().copy());
        return result;
    }

    private static KeyValueBytesStoreSupplier supplier(
            String name, String metricsScope, Supplier<KeyValueStore<Bytes, byte[]>> stores) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return stores.get();
            }

            @Override
            public String metricsScope() {
                return metricsScope;
            }
        };
    }
}
