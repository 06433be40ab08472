package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.files.OrderSummary.Customers;
import io.rfmstreams.files.OrderSummary.Span;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Summarizes records within a bounded memory. */
public final class OrderStatistics implements RecordSink, AutoCloseable {

    private static final byte[] NOTHING = {};
    private static final int MAX_CURRENCIES = 100;

    /** By customer and order, so that equal orders come together; the ids of refunds are left out. */
    private final ExternalSort ids = new ExternalSort();

    private final SortedMap<String, Long> currencies = new TreeMap<>();
    private long orders;
    private long refunds;
    private long invalid;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    @Override
    public void accept(SourceRecord source, long line) {
        if (source instanceof SourceRecord.Event event) {
            add(event.customerId(), event.event(), event.currency());
        } else if (PurchaseJson.decode(source.value()) instanceof InputRecord.Event event) {
            String customer = event.customerId() == null ? source.customerId() : event.customerId();
            add(customer, event.event(), event.currency());
        } else {
            invalid++;
        }
    }

    /** Returns the summary. Must be called after the last record. */
    public OrderSummary summary() {
        CustomerCounts customers = new CustomerCounts(orders);
        ids.sorted().forEachRemaining(row -> customers.add(row.key()));
        Span span = first > last ? null : new Span(first, last);
        return new OrderSummary(
                orders,
                refunds,
                invalid,
                customers.repeatedOrders(),
                new Customers(customers.count(), customers.frequent()),
                span,
                currencies);
    }

    @Override
    public void close() {
        ids.close();
    }

    private void add(@Nullable String customer, CustomerEvent event, @Nullable String currency) {
        boolean refund = event instanceof Refund;
        if (refund) {
            refunds++;
        } else {
            orders++;
        }
        if (event.occurredAt() >= DateLimits.EARLIEST) {
            first = Math.min(first, event.occurredAt());
            last = Math.max(last, event.occurredAt());
        }
        if (currency != null && (currencies.size() < MAX_CURRENCIES || currencies.containsKey(currency))) {
            currencies.merge(currency, 1L, Long::sum);
        }
        ids.add(key(customer, refund ? null : event.orderId()), NOTHING);
    }

    /** Returns the length of the customer id, the customer id, and the order id if there is one. */
    private static byte[] key(@Nullable String customer, @Nullable String order) {
        byte[] customerId = customer == null ? NOTHING : customer.getBytes(UTF_8);
        byte[] orderId = order == null ? NOTHING : order.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + customerId.length + orderId.length)
                .putInt(customerId.length)
                .put(customerId)
                .put(orderId)
                .array();
    }
}
