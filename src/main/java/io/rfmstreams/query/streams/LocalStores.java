package io.rfmstreams.query.streams;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TaskRowFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;

/** Reads the stores of this instance in any state of the consumer group. */
public final class LocalStores {

    /** A replica with a larger lag is being restored. */
    private static final long MAX_LAG = 10_000;

    private final StoreQueries stores;
    private final ObservedInputs tasks;
    private final TaskTime time;
    private final StandbyLags lags;

    /**
     * Creates a reader.
     *
     * @param tasks knows which tasks are open
     */
    public LocalStores(StoreQueries stores, ObservedInputs tasks, TaskTime time, StandbyLags lags) {
        this.stores = stores;
        this.tasks = tasks;
        this.time = time;
        this.lags = lags;
    }

    /**
     * Reads a customer from an active task. The result is empty if this instance does not own the partition, or if the
     * task was not open during the whole read: while Kafka Streams restores a task after a failed commit, it still
     * presents the incomplete stores as active.
     */
    Optional<StoredCustomer> own(CustomerId customerId, int partition) {
        OptionalLong opening = tasks.opening(partition);
        if (opening.isEmpty()) {
            return Optional.empty();
        }
        return read(customerId, partition, Freshness.CURRENT)
                .filter(storedCustomer -> opening.equals(tasks.opening(partition)));
    }

    /**
     * Reads a customer from a standby replica, or from an active task that is not open. The result is empty if there is
     * no replica, if its last measured lag was too large, or if it does not contain the customer: a replica may be
     * behind, so that it cannot tell that a customer is unknown.
     */
    Optional<StoredCustomer> standby(CustomerId customerId, int partition) {
        Long lag = lags.of(partition);
        if (lag != null && lag > MAX_LAG) {
            return Optional.empty();
        }
        return read(customerId, partition, Freshness.stale(lag))
                .filter(storedCustomer -> storedCustomer.customer() != null);
    }

    /** Reads the customer before the task's row, so that the row covers every change of the customer. */
    private Optional<StoredCustomer> read(CustomerId customerId, int partition, Freshness freshness) {
        QueryResult<byte[]> stored =
                query(StoreNames.CUSTOMERS, KeyQuery.withKey(customerId.value()), partition, freshness);
        if (!stored.isSuccess()) {
            return Optional.empty();
        }
        QueryResult<byte[]> row = query(StoreNames.TASKS, KeyQuery.withKey(partition), partition, freshness);
        if (!row.isSuccess()) {
            return Optional.empty();
        }
        if (row.getResult() == null) {
            return Optional.of(StoredCustomer.unknown(freshness)); // A task without a row has processed nothing.
        }
        TaskRow task = TaskRowFormat.decode(row.getResult());
        long now = time.now(partition, task.now(), task.purchasesOffset());
        Customer customer = stored.getResult() == null
                ? null
                : CustomerState.decode(stored.getResult()).customer();
        return Optional.of(new StoredCustomer(customer, now, task.activations(), freshness));
    }

    private <V> QueryResult<V> query(String store, KeyQuery<?, V> query, int partition, Freshness freshness) {
        StateQueryRequest<V> request =
                StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
        try {
            return requireNonNull(stores.query(freshness.stale() ? request : request.requireActive())
                    .getPartitionResults()
                    .get(partition));
        } catch (StreamsNotStartedException | StreamsStoppedException notRunning) {
            throw new QueryException(QueryError.NOT_RUNNING, "the instance is not running");
        } catch (InvalidStateStoreException closing) {
            return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the store is being closed");
        }
    }
}
