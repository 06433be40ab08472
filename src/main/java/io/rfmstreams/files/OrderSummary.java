package io.rfmstreams.files;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A summary of the records of a file.
 *
 * @param orders the number of orders
 * @param refunds the number of refunds
 * @param invalid the number of JSON lines that are sent although they are not valid
 * @param repeatedOrders the number of orders whose id the customer had before
 * @param customers who ordered or got a refund
 * @param span the first and the last date; null if there is no valid date
 * @param currencies the number of orders and refunds by currency; those without one are left out
 */
public record OrderSummary(
        long orders,
        long refunds,
        long invalid,
        long repeatedOrders,
        Customers customers,
        @Nullable Span span,
        SortedMap<String, Long> currencies) {

    /**
     * The customers.
     *
     * @param count the number of customers
     * @param frequent customers with an absurd share of the orders, those with most orders first
     */
    public record Customers(long count, List<FrequentCustomer> frequent) {}

    /**
     * A customer with an absurd share of the orders. Often it is a placeholder for customers who are not known.
     *
     * @param share the share of all orders, 0 to 1
     */
    public record FrequentCustomer(String customerId, long orders, double share) {}

    /**
     * The dates of the records, epoch milliseconds.
     *
     * @param first the first date that is not before 1970
     * @param last the last date
     */
    public record Span(long first, long last) {}
}
