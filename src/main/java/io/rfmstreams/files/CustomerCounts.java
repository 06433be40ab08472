package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.files.OrderSummary.FrequentCustomer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts customers and repeated orders in sorted keys of {@link OrderStatistics}. */
final class CustomerCounts {

    private static final int MAX_FREQUENT = 5;

    /** Below this number of orders, a large share is nothing special. */
    private static final long FEW_ORDERS = 100;

    private static final double ABSURD_SHARE = 0.05;
    private static final double TIMES_THE_AVERAGE = 20;

    private final long allOrders;
    private final PriorityQueue<FrequentCustomer> largest =
            new PriorityQueue<>(Comparator.comparingLong(FrequentCustomer::orders));
    private byte[] before = {};
    private long customers;
    private long repeatedOrders;
    private long orders;

    /**
     * Starts to count.
     *
     * @param allOrders the number of orders of all customers
     */
    CustomerCounts(long allOrders) {
        this.allOrders = allOrders;
    }

    void add(byte[] key) {
        if (before.length == 0 || !Arrays.equals(before, 0, idEnd(before), key, 0, idEnd(key))) {
            endCustomer();
            customers++;
        }
        boolean order = key.length > idEnd(key);
        orders += order ? 1 : 0;
        repeatedOrders += order && Arrays.equals(before, key) ? 1 : 0;
        before = key;
    }

    long count() {
        return customers;
    }

    long repeatedOrders() {
        return repeatedOrders;
    }

    /** Returns the customers with an absurd share of the orders. Must be called after the last key. */
    List<FrequentCustomer> frequent() {
        endCustomer();
        double average = 1.0 / Math.max(1, customers);
        return largest.stream()
                .filter(customer -> allOrders >= FEW_ORDERS
                        && customer.share() >= ABSURD_SHARE
                        && customer.share() >= TIMES_THE_AVERAGE * average)
                .sorted(Comparator.comparingLong(FrequentCustomer::orders).reversed())
                .toList();
    }

    private void endCustomer() {
        if (orders > 0) {
            String id = new String(before, Integer.BYTES, idEnd(before) - Integer.BYTES, UTF_8);
            largest.add(new FrequentCustomer(id, orders, (double) orders / allOrders));
            if (largest.size() > MAX_FREQUENT) {
                largest.poll();
            }
        }
        orders = 0;
    }

    private static int idEnd(byte[] key) {
        return Integer.BYTES + ByteBuffer.wrap(key).getInt();
    }
}
