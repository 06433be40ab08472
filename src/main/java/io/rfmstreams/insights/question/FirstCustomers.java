package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first of many customers in an order, found without sorting all of them. */
final class FirstCustomers {

    private final int most;
    private final CustomerOrder order;
    private final Comparator<Entry> comparator;
    private final PriorityQueue<Entry> lastFirst;

    private record Entry(long key, CustomerRow row) {}

    /** @param most how many are wanted */
    FirstCustomers(long most, CustomerOrder order) {
        this.most = (int) Math.min(Integer.MAX_VALUE, most);
        this.order = order;
        comparator = Comparator.comparingLong(Entry::key).thenComparing(Entry::row, order.ties());
        lastFirst = new PriorityQueue<>(comparator.reversed());
    }

    /** Returns an instance for the customers up to the end of a page. */
    static FirstCustomers upTo(Page page, CustomerOrder order) {
        return new FirstCustomers((long) page.offset() + page.limit(), order);
    }

    void add(CustomerRow row) {
        long key = order.key().applyAsLong(row);
        if (lastFirst.size() < most) {
            lastFirst.add(new Entry(key, row));
            return;
        }
        Entry last = lastFirst.element();
        if (key < last.key() || (key == last.key() && order.ties().compare(row, last.row()) < 0)) {
            lastFirst.remove();
            lastFirst.add(new Entry(key, row));
        }
    }

    /** Returns them in the order. */
    List<CustomerRow> sorted() {
        return lastFirst.stream().sorted(comparator).map(Entry::row).toList();
    }
}
