package io.rfmstreams.topology;

import io.rfmstreams.contract.OrderPack;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids of the kept orders of customers with many orders, in memory. Nearly every purchase is a new order. Without these ids,
 * each purchase of such a customer would read the store to find that out. A customer is added when one of its orders is looked up.
 *
 * <p>Ids are hashes here, so that an order may seem to be kept. At the maximum number of ids no customer is added, and any order of
 * a customer that was not added may be kept.
 */
final class KeptOrderIds {

    /** The maximum number of ids, to limit the memory: each takes four to eight bytes. */
    static final int MOST = 1 << 20;

    private final OrderStore store;
    private final Map<String, Hashes> customers = new HashMap<>();
    private int size;

    KeptOrderIds(OrderStore store) {
        this.store = store;
    }

    /** A sorted set of hashes. */
    private static final class Hashes {

        private static final int FIRST_CAPACITY = 160;

        private int[] sorted = new int[FIRST_CAPACITY];
        private int size;

        boolean contains(String id) {
            return place(id) >= 0;
        }

        /** Returns whether the hash is a new one. */
        boolean add(String id) {
            int place = -place(id) - 1;
            if (place < 0) {
                return false;
            }
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, size + size / 2);
            }
            System.arraycopy(sorted, place, sorted, place + 1, size - place);
            sorted[place] = id.hashCode();
            size++;
            return true;
        }

        void addAll(OrderPack pack) {
            pack.orders().forEach(order -> add(order.id()));
        }

        private int place(String id) {
            return Arrays.binarySearch(sorted, 0, size, id.hashCode());
        }
    }

    /**
     * Returns whether an order may be kept.
     *
     * @param rows the number of rows of the customer
     * @param newest the orders that are stored with the customer
     */
    boolean mayContain(String customerId, String orderId, int rows, OrderPack newest) {
        Hashes ofCustomer = customers.get(customerId);
        if (ofCustomer == null) {
            if (size + rows > MOST) {
                return true;
            }
            ofCustomer = read(customerId, newest);
        }
        return ofCustomer.contains(orderId);
    }

    private Hashes read(String customerId, OrderPack newest) {
        Hashes found = new Hashes();
        store.visitOrderIds(customerId, found::add);
        store.visitPacks(customerId, (key, pack) -> found.addAll(pack));
        found.addAll(newest);
        customers.put(customerId, found);
        size += found.size;
        return found;
    }

    /** Records that an order is kept from now on. */
    void add(String customerId, String orderId) {
        Hashes ofCustomer = customers.get(customerId);
        if (ofCustomer != null && ofCustomer.add(orderId)) {
            size++;
            if (size > MOST) {
                remove(customerId);
            }
        }
    }

    /** Removes a customer. Its ids are read again when one of its orders is looked up. */
    void remove(String customerId) {
        Hashes removed = customers.remove(customerId);
        if (removed != null) {
            size -= removed.size;
        }
    }
}
