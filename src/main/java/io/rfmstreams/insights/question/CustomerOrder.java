package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * An order of customers: by a key, which is computed once for each, and by a comparison of those with the same key.
 *
 * @param key the lowest comes first
 */
record CustomerOrder(ToLongFunction<CustomerRow> key, Comparator<CustomerRow> ties) {

    /** The key of those without a value, who come last. */
    private static final long ABSENT = Long.MAX_VALUE;

    private static final Comparator<CustomerRow> BY_ID = Comparator.comparing(CustomerRow::id);

    /** Returns the order by a column of answers, then by id. */
    static CustomerOrder of(SortOrder order, CustomerMeasures measures) {
        ToLongFunction<CustomerRow> column = column(order.column(), measures);
        boolean isById = order.column().equals("customerId");
        return order.isDescending()
                ? new CustomerOrder(row -> descending(column.applyAsLong(row)), isById ? BY_ID.reversed() : BY_ID)
                : new CustomerOrder(column, BY_ID);
    }

    /** Returns a lower key for a higher one. */
    static long descending(long key) {
        return key == ABSENT ? ABSENT : ~key;
    }

    private static ToLongFunction<CustomerRow> column(String column, CustomerMeasures measures) {
        return switch (column) {
            case "customerId" -> row -> 0;
            case "monetary" -> CustomerRow::units;
            case "monetaryAtStake" -> row -> Math.max(0, row.units());
            case "recencyDays" -> measures::recencyDays;
            case "frequency" -> CustomerRow::frequency;
            case "since" -> CustomerRow::since;
            case "lastPurchaseAt" -> CustomerRow::lastPurchaseAt;
            case "nextChangeAt" ->
                row -> row.next() == null ? ABSENT : row.next().at();
            case "returnProbability" -> row -> key(measures.returnProbability(row));
            case "valueAtRisk" -> row -> key(CustomerMeasures.valueAtRisk(row, measures.returnProbability(row)));
            default -> throw new IllegalArgumentException("customers cannot be ordered by " + column);
        };
    }

    /** Returns a key for a number of at least 0: its bits are in the order of the numbers. */
    private static long key(double value) {
        return Double.isNaN(value) ? ABSENT : Double.doubleToLongBits(value);
    }
}
