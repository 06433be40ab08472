package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads and writes the customers of a {@code customers} store. */
final class TestCustomerStore {

    private final KeyValueStore<String, byte[]> bytes;

    TestCustomerStore(KeyValueStore<String, byte[]> bytes) {
        this.bytes = bytes;
    }

    /** Returns the store itself. */
    KeyValueStore<String, byte[]> bytes() {
        return bytes;
    }

    /** Returns a customer; null if there is none, as the store does. */
    @SuppressWarnings("NullAway")
    CustomerWithOrders get(String customerId) {
        byte[] found = bytes.get(customerId);
        return found == null ? null : CustomerState.decode(found);
    }

    void put(String customerId, CustomerWithOrders customer) {
        bytes.put(customerId, CustomerState.encode(customer));
    }

    boolean isEmpty() {
        try (KeyValueIterator<String, byte[]> all = bytes.all()) {
            return !all.hasNext();
        }
    }

    /** Returns the number of orders that are stored with their customers. */
    long newestOrders() {
        long orders = 0;
        try (KeyValueIterator<String, byte[]> all = bytes.all()) {
            while (all.hasNext()) {
                orders += CustomerState.decode(all.next().value).newestOrders().size();
            }
        }
        return orders;
    }
}
