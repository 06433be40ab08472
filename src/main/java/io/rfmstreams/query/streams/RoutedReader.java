package io.rfmstreams.query.streams;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerReader;
import io.rfmstreams.query.PeerReader;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Reads a customer from the owner of its partition, on this instance or another one, or from a standby replica if the
 * owner does not respond. Queries from other instances are answered from local stores only, so that a query takes at
 * most one hop. If no instance can answer, the read is retried for two seconds, and an owner that is slow gets more time.
 */
public final class RoutedReader implements CustomerReader, PeerReader {

    private static final Duration RETRY_LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The limit keeps threads free for queries that can be answered. */
    private static final int MAX_WAITING = 8;

    private final Semaphore waits = new Semaphore(MAX_WAITING);
    private final LocalStores stores;
    private final PartitionLocator locator;
    private final Peers peers;

    public RoutedReader(LocalStores stores, PartitionLocator locator, Peers peers) {
        this.stores = stores;
        this.locator = locator;
        this.peers = peers;
    }

    @Override
    public StoredCustomer find(CustomerId customerId) {
        try {
            return findNow(customerId, false);
        } catch (QueryException failed) {
            if (!isTransient(failed.error()) || !waits.tryAcquire()) {
                throw failed;
            }
            try {
                return retry(customerId);
            } finally {
                waits.release();
            }
        }
    }

    private StoredCustomer retry(CustomerId customerId) {
        long start = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                return findNow(customerId, true);
            } catch (QueryException failed) {
                if (!isTransient(failed.error()) || System.nanoTime() - start > RETRY_LIMIT.toNanos()) {
                    throw failed;
                }
            }
        }
    }

    /** While a standby replica becomes active, no instance can answer for some milliseconds. */
    private static boolean isTransient(QueryError error) {
        return error == QueryError.REBALANCING || error == QueryError.RESTORING || error == QueryError.OWNER_AWAY;
    }

    private StoredCustomer findNow(CustomerId customerId, boolean isPatient) {
        PartitionLocator.Location location = locator.of(customerId);
        Optional<StoredCustomer> own = stores.own(customerId, location.partition());
        if (own.isPresent()) {
            return own.get();
        }
        HostInfo owner = location.owner();
        QueryError error = QueryError.REBALANCING;
        if (owner != null && locator.isSelf(owner)) {
            error = QueryError.RESTORING;
        } else if (owner != null) {
            Peers.Reply reply = isPatient
                    ? peers.queryPatiently(owner, customerId, PATIENCE)
                    : peers.query(owner, customerId, false);
            if (reply.storedCustomer().isPresent()) {
                return reply.storedCustomer().get();
            }
            error = switch (reply.outcome()) {
                case ANSWERED, UNAVAILABLE -> QueryError.REBALANCING;
                case UNREACHABLE -> QueryError.OWNER_AWAY;
                case NOT_SENT -> QueryError.OVERLOADED;
            };
        }
        Optional<StoredCustomer> replica = standby(customerId, location);
        if (replica.isEmpty()) {
            throw failed(error);
        }
        return replica.get();
    }

    @Override
    public byte[] find(CustomerId customerId, boolean allowStandby) {
        int partition = locator.partition(customerId.value());
        Optional<StoredCustomer> own = stores.own(customerId, partition);
        Optional<StoredCustomer> found = own.isEmpty() && allowStandby ? stores.standby(customerId, partition) : own;
        return StoredCustomerFormat.encode(found.orElseThrow(() -> failed(QueryError.REBALANCING)));
    }

    /** Reads a standby replica on this instance or another one. */
    private Optional<StoredCustomer> standby(CustomerId customerId, PartitionLocator.Location location) {
        Optional<StoredCustomer> replica = stores.standby(customerId, location.partition());
        for (HostInfo host : location.standbys()) {
            if (replica.isPresent()) {
                break;
            }
            replica = peers.query(host, customerId, true).storedCustomer();
        }
        return replica;
    }

    private static QueryException failed(QueryError error) {
        return new QueryException(
                error,
                switch (error) {
                    case OWNER_AWAY -> "the owner of the customer does not respond, and there is no standby replica";
                    case RESTORING -> "the state of the customer's partition is being restored";
                    case OVERLOADED -> "too many queries to other instances are in progress";
                    default -> "partitions are being reassigned to other instances";
                });
    }
}
