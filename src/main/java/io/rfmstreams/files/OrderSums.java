package io.rfmstreams.files;

import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the lines of all orders. Lines of one order may be anywhere in the file, so that all parts are sorted by order within a bounded
 * memory; see {@link ExternalSort}.
 */
final class OrderSums implements AutoCloseable {

    private final EventSender sender;
    private final boolean totals;
    private final ExternalSort sort;

    /**
     * Creates sums.
     *
     * @param totals whether amounts are totals of the order: an amount that comes again is the same total
     */
    OrderSums(EventSender sender, boolean totals) {
        this(sender, totals, new ExternalSort());
    }

    OrderSums(EventSender sender, boolean totals, ExternalSort sort) {
        this.sender = sender;
        this.totals = totals;
        this.sort = sort;
    }

    void add(OrderPart part) {
        sort.add(OrderPartBytes.key(part), OrderPartBytes.value(part));
    }

    /** Sends all orders, in the order of their ids. */
    void end() throws IOException {
        Iterator<SortRow> rows = sort.sorted();
        OrderSum sum = null;
        while (rows.hasNext()) {
            OrderPart part = OrderPartBytes.read(rows.next());
            if (sum != null && sum.first().key().equals(part.key())) {
                sum.add(part);
            } else {
                send(sum);
                sum = new OrderSum(part, totals);
            }
        }
        send(sum);
    }

    /** Deletes temporary files. */
    @Override
    public void close() {
        sort.close();
    }

    private void send(@Nullable OrderSum sum) throws IOException {
        if (sum != null) {
            sender.send(sum);
        }
    }
}
