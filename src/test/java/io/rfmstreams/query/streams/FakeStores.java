package io.rfmstreams.query.streams;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TestTaskRow;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;
import org.jspecify.annotations.Nullable;

/** A fake of the stores of an instance, in each state that Kafka Streams reports. All of them contain the same. */
final class FakeStores implements StoreQueries {

    /** The state of a partition. */
    enum Holding {
        NOTHING,
        STANDBY,
        /**
         * Reported also during a restoration, because Kafka Streams checks the state of the thread and not of the task.
         */
        ACTIVE,
        /** A standby replica that is closed during the query. */
        CLOSING
    }

    volatile Holding holding = Holding.ACTIVE;
    volatile @Nullable Customer customer = TestStoredCustomers.buyer();
    volatile boolean seenAnything = true;
    volatile @Nullable RuntimeException failure;
    volatile Runnable duringQuery = () -> {};

    @Override
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        StateQueryResult<R> result = new StateQueryResult<>();
        request.getPartitions().forEach(partition -> result.addResult(partition, answer(request)));
        duringQuery.run();
        return result;
    }

    private <R> QueryResult<R> answer(StateQueryRequest<R> request) {
        return switch (holding) {
            case NOTHING -> QueryResult.forFailure(FailureReason.NOT_PRESENT, "not here");
            case CLOSING -> QueryResult.forFailure(FailureReason.STORE_EXCEPTION, "the store is closed");
            case STANDBY ->
                request.isRequireActive()
                        ? QueryResult.forFailure(FailureReason.NOT_ACTIVE, "a standby")
                        : stored(request.getStoreName());
            case ACTIVE -> stored(request.getStoreName());
        };
    }

    @SuppressWarnings("unchecked") // Each store has its own value type.
    private <R> QueryResult<R> stored(String store) {
        Customer stored = customer;
        Object value = store.equals(StoreNames.CUSTOMERS)
                ? stored == null ? null : CustomerState.encode(CustomerWithOrders.withoutOrders(stored))
                : seenAnything ? TestTaskRow.at(TestStoredCustomers.NOW) : null;
        return (QueryResult<R>) QueryResult.forResult(value);
    }
}
