package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.training.CustomerRows;
import java.util.List;
import java.util.Map;

/** The purchase histories of some customers as of their profiles, as far as the tables have their orders and refunds. */
final class CustomerHistories {

    private final HistoryRules rules;
    private final OrderColumns orders;
    private final Map<Integer, List<CustomerEvent>> events;

    /**
     * Creates an instance.
     *
     * @param orders of all customers, sorted
     * @param events the orders, then the refunds, of each customer with refunds, by the customer's number
     */
    CustomerHistories(HistoryRules rules, OrderColumns orders, Map<Integer, List<CustomerEvent>> events) {
        this.rules = rules;
        this.orders = orders;
        this.events = events;
    }

    /**
     * Returns the history of a customer; an empty one if a total exceeds 64 bits.
     *
     * @param customer number of the customer
     */
    PurchaseHistory of(int customer, CustomerRow row) {
        if (rules.window().isLifetime()) {
            return lifetime(row);
        }
        List<CustomerEvent> ofCustomer = events.get(customer);
        try {
            return ofCustomer == null
                    ? history(row, orders.buckets(customer, rules.keptFrom(row.updatedAt())))
                    : rebuild(row, ofCustomer);
        } catch (ArithmeticException overflow) {
            return PurchaseHistory.EMPTY;
        }
    }

    private PurchaseHistory rebuild(CustomerRow row, List<CustomerEvent> ofCustomer) {
        CustomerRows rows = new CustomerRows();
        PurchaseHistory history = PurchaseHistory.EMPTY;
        long position = 0;
        for (CustomerEvent event : ofCustomer) {
            HistoryUpdate update = history.apply(event, position++, row.updatedAt(), rules, rows);
            if (update.outcome().isAccepted()) {
                history = update.history();
                rows.apply(update.rows());
            }
        }
        return new PurchaseHistory(
                row.firstPurchaseAt(),
                history.lastPlacedAt(),
                history.lastExpiredAt(),
                history.buckets(),
                history.rows(),
                history.position());
    }

    /** Nothing leaves a lifetime, so that the totals are all that a path depends on. */
    private static PurchaseHistory lifetime(CustomerRow row) {
        long last = row.lastPurchaseAt();
        DayBucket bucket = new DayBucket(0, Math.toIntExact(row.frequency()), row.units(), last, DayBucket.NONE, last);
        return history(row, DayBuckets.of(List.of(bucket)));
    }

    private static PurchaseHistory history(CustomerRow row, DayBuckets buckets) {
        return new PurchaseHistory(
                row.firstPurchaseAt(), buckets.lastOrderAt(), DayBucket.NONE, buckets, PurchaseHistory.EMPTY.rows(), 0);
    }
}
