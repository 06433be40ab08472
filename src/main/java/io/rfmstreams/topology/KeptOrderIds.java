package io.rfmstreams.topology;

import io.rfmstreams.contract.OrderPack;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids of the kept orders of customers with many orders, in memory. Nearly every purchase is a new order. Without these ids,
 * each purchase of such a customer would read the store to find that out. A customer is added when one of its orders is looked up.
 *
 * <p>Only hashes of the ids are in memory, so that a new order can seem to be kept already. When the maximum number of ids is
 * reached, no customer is added. Each order of a customer who was not added may be kept.
 */
final class KeptOrderIds {

    /** The maximum number of ids, to limit the memory: each takes 8 to 16 bytes. */
    static final int MAX_IDS = 1 << 19;

    private final OrderStore store;
    private final Map<String, Hashes> customers = new HashMap<>();
    private int size;

    KeptOrderIds(OrderStore store) {
        this.store = store;
    }

    /** A set of hashes: a table with linear probing, of which at most half is used. 0 marks a free place. */
    private static final class Hashes {

        private static final int FIRST_CAPACITY = 512;
        private static final int SPREAD = 0x9E3779B9;

        private int[] table = new int[FIRST_CAPACITY];
        private int size;

        boolean contains(String id) {
            int hash = hash(id);
            return table[place(hash)] == hash;
        }

        /** Returns whether the hash is a new one. */
        boolean add(String id) {
            return add(hash(id));
        }

        private boolean add(int hash) {
            int place = place(hash);
            if (table[place] == hash) {
                return false;
            }
            table[place] = hash;
            size++;
            if (size > table.length / 2) {
                grow();
            }
            return true;
        }

        void addAll(OrderPack pack) {
            pack.orders().forEach(order -> add(order.id()));
        }

        private void grow() {
            int[] full = table;
            table = new int[full.length * 2];
            size = 0;
            for (int hash : full) {
                if (hash != 0) {
                    add(hash);
                }
            }
        }

        private static int hash(String id) {
            int hash = id.hashCode();
            return hash == 0 ? 1 : hash;
        }

        /** Returns the place of a hash, or the free place where it belongs. */
        private int place(int hash) {
            int mask = table.length - 1;
            int place = ((hash * SPREAD) >>> 7) & mask;
            while (table[place] != 0 && table[place] != hash) {
                place = (place + 1) & mask;
            }
            return place;
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
            if (size + rows > MAX_IDS) {
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
            if (size > MAX_IDS) {
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
