package io.rfmstreams.training;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The order that customers are brought into before anything else, so that a fit does not depend on the order in which they
 * were read: by a hash of the id, then by the id. The hash is 64-bit FNV-1a over the id's UTF-8 bytes, finished by
 * MurmurHash3's 64-bit mixer, compared as signed numbers; no part of it differs between JVMs.
 */
final class CustomerOrder {

    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private CustomerOrder() {}

    /** @throws IllegalArgumentException if a customer stands twice */
    static List<CustomerRfm> sorted(List<CustomerRfm> customers) {
        List<CustomerRfm> sorted = customers.stream()
                .map(customer -> new Hashed(hash(customer.customerId()), customer))
                .sorted(Comparator.comparingLong(Hashed::hash)
                        .thenComparing(hashed -> hashed.customer().customerId()))
                .map(Hashed::customer)
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            String id = sorted.get(i).customerId();
            if (id.equals(sorted.get(i - 1).customerId())) {
                throw new IllegalArgumentException("customers must not repeat, but " + id + " stands twice");
            }
        }
        return sorted;
    }

    static long hash(String customerId) {
        long hash = FNV_OFFSET_BASIS;
        for (byte octet : customerId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private record Hashed(long hash, CustomerRfm customer) {}
}
