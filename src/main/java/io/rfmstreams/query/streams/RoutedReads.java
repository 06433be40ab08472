package io.rfmstreams.query.streams;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerReads;
import io.rfmstreams.query.PeerReads;
import io.rfmstreams.query.Refusal;
import io.rfmstreams.query.RefusedException;
import io.rfmstreams.query.Sighting;
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
public final class RoutedReads implements CustomerReads, PeerReads {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Few may wait, so that others are answered meanwhile. */
    private static final int MOST_WAITING = 8;

    private final Semaphore waits = new Semaphore(MOST_WAITING);
    private final LocalStores stores;
    private final Placements placements;
    private final Peers peers;

    public RoutedReads(LocalStores stores, Placements placements, Peers peers) {
        this.stores = stores;
        this.placements = placements;
        this.peers = peers;
    }

    @Override
    public Sighting find(CustomerId customerId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return findNow(customerId);
            } catch (RefusedException refused) {
                if (!mayPassSoon(refused.refusal()) || System.nanoTime() > deadline || !waits.tryAcquire()) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                waits.release();
            }
        }
    }

    /** While a copy becomes the owner's state, nobody can be asked for some milliseconds. */
    private static boolean mayPassSoon(Refusal refusal) {
        return refusal == Refusal.REBALANCING || refusal == Refusal.RESTORING || refusal == Refusal.OWNER_AWAY;
    }

    private Sighting findNow(CustomerId customerId) {
        Placement placement = placements.of(customerId);
        Optional<Sighting> own = stores.own(customerId, placement.partition());
        if (own.isPresent()) {
            return own.get();
        }
        HostInfo owner = placement.owner();
        Refusal otherwise = Refusal.REBALANCING;
        if (owner != null && placements.isSelf(owner)) {
            otherwise = Refusal.RESTORING;
        } else if (owner != null) {
            Peers.Reply reply = peers.ask(owner, customerId, false);
            if (reply.sighting().isPresent()) {
                return reply.sighting().get();
            }
            otherwise = switch (reply.outcome()) {
                case ANSWERED, CANNOT_TELL -> Refusal.REBALANCING;
                case AWAY -> Refusal.OWNER_AWAY;
                case NOT_ASKED -> Refusal.OVERLOADED;
            };
        }
        Optional<Sighting> copy = copy(customerId, placement);
        if (copy.isEmpty()) {
            throw refusal(otherwise);
        }
        return copy.get();
    }

    @Override
    public byte[] find(CustomerId customerId, boolean takeCopy) {
        int partition = placements.partition(customerId.value());
        Optional<Sighting> own = stores.own(customerId, partition);
        Optional<Sighting> found = own.isEmpty() && takeCopy ? stores.copy(customerId, partition) : own;
        return SightingBytes.encode(found.orElseThrow(() -> refusal(Refusal.REBALANCING)));
    }

    /** From a copy, here or on another instance. */
    private Optional<Sighting> copy(CustomerId customerId, Placement placement) {
        Optional<Sighting> here = stores.copy(customerId, placement.partition());
        for (HostInfo host : placement.copies()) {
            if (here.isPresent()) {
                break;
            }
            here = peers.ask(host, customerId, true).sighting();
        }
        return here;
    }

    private static RefusedException refusal(Refusal refusal) {
        return new RefusedException(
                refusal,
                switch (refusal) {
                    case OWNER_AWAY -> "the instance that holds the customer does not answer, and there is no copy";
                    case RESTORING -> "the customer's state is being rebuilt";
                    case OVERLOADED -> "too many questions to other instances are under way";
                    default -> "customers are moving between instances";
                });
    }
}
