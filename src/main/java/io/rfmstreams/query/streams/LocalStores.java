package io.rfmstreams.query.streams;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.StoreNames;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TaskRowReader;
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

/** Reads the stores of this instance, whatever its group is doing. */
public final class LocalStores {

    /** A copy that is further behind is being built, rather than kept up. */
    private static final long LARGEST_LAG = 10_000;

    private final StoreQueries stores;
    private final ObservedInputs tasks;
    private final TaskTime time;
    private final StandbyLags lags;

    /**
     * Reads stores.
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
     * What the partition's owner has stored; empty where that is not this instance, or its task was not open all the while. Kafka
     * Streams shows the stores of a task as the owner's even while it rebuilds them, as it does after a failed commit.
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
     * What a copy has stored, or a task of this instance that is not open; empty where there is none here, or it was far behind
     * when that was last measured. A copy may be behind, and then it does not know every customer: it never says that it knows
     * nobody.
     */
    Optional<StoredCustomer> copy(CustomerId customerId, int partition) {
        Long lag = lags.of(partition);
        if (lag != null && lag > LARGEST_LAG) {
            return Optional.empty();
        }
        return read(customerId, partition, Freshness.stale(lag))
                .filter(storedCustomer -> storedCustomer.customer() != null);
    }

    /** The customer first: whatever happens to it before the task's row is read, the row tells of. */
    private Optional<StoredCustomer> read(CustomerId customerId, int partition, Freshness freshness) {
        QueryResult<Customer> customer =
                query(StoreNames.CUSTOMERS, KeyQuery.withKey(customerId.value()), partition, freshness);
        if (!customer.isSuccess()) {
            return Optional.empty();
        }
        QueryResult<byte[]> row = query(StoreNames.TASKS, KeyQuery.withKey(partition), partition, freshness);
        if (!row.isSuccess()) {
            return Optional.empty();
        }
        if (row.getResult() == null) {
            return Optional.of(StoredCustomer.nobody(freshness)); // a task that has seen nothing knows nobody
        }
        TaskRow task = TaskRowReader.decode(row.getResult());
        long now = time.now(partition, task.now(), task.purchasesOffset());
        return Optional.of(new StoredCustomer(customer.getResult(), now, task.activations(), freshness));
    }

    private <V> QueryResult<V> query(String store, KeyQuery<?, V> question, int partition, Freshness freshness) {
        StateQueryRequest<V> request =
                StateQueryRequest.inStore(store).withQuery(question).withPartitions(Set.of(partition));
        try {
            return requireNonNull(stores.query(freshness.stale() ? request : request.requireActive())
                    .getPartitionResults()
                    .get(partition));
        } catch (StreamsNotStartedException | StreamsStoppedException notRunning) {
            throw new QueryException(QueryError.NOT_RUNNING, "the instance does not run");
        } catch (InvalidStateStoreException closing) {
            return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the store is being closed");
        }
    }
}
