package io.rfmstreams.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ids of the stored orders of customers with many orders, in memory. Nearly every purchase is a new order. Without these ids,
 * each purchase of such a customer would read the store to find that out. A customer is added when one of its orders is looked up.
 *
 * <p>Ids are kept as hashes, so that an id may seem to be stored. At the maximum number of ids no customer is added, and
 * each order of a customer that was not added is read.
 */
final class StoredOrderIds {

    /** The maximum number of ids, to limit the memory: each takes about 50 bytes. */
    static final int MOST = 1 << 17;

    private final OrderStore store;
    private final Map<String, Set<Integer>> hashes = new HashMap<>();
    private int size;

    StoredOrderIds(OrderStore store) {
        this.store = store;
    }

    /**
     * Returns whether an order may be stored as a row of its own.
     *
     * @param rows the number of rows of the customer
     */
    boolean mayContain(String customerId, String orderId, int rows) {
        Set<Integer> ofCustomer = hashes.get(customerId);
        if (ofCustomer == null) {
            if (size + rows > MOST) {
                return true;
            }
            ofCustomer = read(customerId);
        }
        return ofCustomer.contains(orderId.hashCode());
    }

    private Set<Integer> read(String customerId) {
        Set<Integer> found = new HashSet<>();
        store.visitOrderIds(customerId, orderId -> found.add(orderId.hashCode()));
        hashes.put(customerId, found);
        size += found.size();
        return found;
    }

    /** Records that an order is stored. */
    void add(String customerId, String orderId) {
        Set<Integer> ofCustomer = hashes.get(customerId);
        if (ofCustomer != null && ofCustomer.add(orderId.hashCode())) {
            size++;
            if (size > MOST) {
                remove(customerId);
            }
        }
    }

    /** Removes a customer. Its ids are read again when one of its orders is looked up. */
    void remove(String customerId) {
        Set<Integer> removed = hashes.remove(customerId);
        if (removed != null) {
            size -= removed.size();
        }
    }
}
