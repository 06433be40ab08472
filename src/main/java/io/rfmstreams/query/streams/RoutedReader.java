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
 * Reads a customer wherever it is: from the owner, this instance or another; from a copy where the owner is away. Who is asked
 * by another instance answers out of its own stores, so that no question goes further than one hop. Where nobody can answer, it
 * is tried again for a moment before that is said.
 */
public final class RoutedReader implements CustomerReader, PeerReader {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Few may wait, so that others are answered meanwhile. */
    private static final int MOST_WAITING = 8;

    private final Semaphore waits = new Semaphore(MOST_WAITING);
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return findNow(customerId);
            } catch (QueryException refused) {
                if (!mayPassSoon(refused.error()) || System.nanoTime() > deadline || !waits.tryAcquire()) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                waits.release();
            }
        }
    }

    /** While a copy becomes the owner's state, nobody can be asked for some milliseconds. */
    private static boolean mayPassSoon(QueryError error) {
        return error == QueryError.REBALANCING || error == QueryError.RESTORING || error == QueryError.OWNER_AWAY;
    }

    private StoredCustomer findNow(CustomerId customerId) {
        PartitionLocator.Location location = locator.of(customerId);
        Optional<StoredCustomer> own = stores.own(customerId, location.partition());
        if (own.isPresent()) {
            return own.get();
        }
        HostInfo owner = location.owner();
        QueryError otherwise = QueryError.REBALANCING;
        if (owner != null && locator.isSelf(owner)) {
            otherwise = QueryError.RESTORING;
        } else if (owner != null) {
            Peers.Reply reply = peers.ask(owner, customerId, false);
            if (reply.storedCustomer().isPresent()) {
                return reply.storedCustomer().get();
            }
            otherwise = switch (reply.outcome()) {
                case ANSWERED, CANNOT_TELL -> QueryError.REBALANCING;
                case AWAY -> QueryError.OWNER_AWAY;
                case NOT_ASKED -> QueryError.OVERLOADED;
            };
        }
        Optional<StoredCustomer> copy = copy(customerId, location);
        if (copy.isEmpty()) {
            throw failed(otherwise);
        }
        return copy.get();
    }

    @Override
    public byte[] find(CustomerId customerId, boolean takeCopy) {
        int partition = locator.partition(customerId.value());
        Optional<StoredCustomer> own = stores.own(customerId, partition);
        Optional<StoredCustomer> found = own.isEmpty() && takeCopy ? stores.copy(customerId, partition) : own;
        return StoredCustomerFormat.encode(found.orElseThrow(() -> failed(QueryError.REBALANCING)));
    }

    /** From a copy, here or on another instance. */
    private Optional<StoredCustomer> copy(CustomerId customerId, PartitionLocator.Location location) {
        Optional<StoredCustomer> here = stores.copy(customerId, location.partition());
        for (HostInfo host : location.standbys()) {
            if (here.isPresent()) {
                break;
            }
            here = peers.ask(host, customerId, true).storedCustomer();
        }
        return here;
    }

    private static QueryException failed(QueryError error) {
        return new QueryException(
                error,
                switch (error) {
                    case OWNER_AWAY -> "the instance that holds the customer does not answer, and there is no copy";
                    case RESTORING -> "the customer's state is being rebuilt";
                    case OVERLOADED -> "too many questions to other instances are under way";
                    default -> "customers are moving between instances";
                });
    }
}
