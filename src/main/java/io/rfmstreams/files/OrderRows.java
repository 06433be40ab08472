package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.files.OrderPart.Content;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that are orders or refunds, and rows that are lines of orders. Without a column for order ids, the id is the name of the
 * file and the number of the row.
 */
final class OrderRows implements RowReader {

    private static final String REFUND = "REFUND";
    private static final String PURCHASE = "PURCHASE";

    /** States of orders that never were, in lower case. */
    private static final Set<String> CANCELLED = Set.of("cancelled", "canceled", "voided", "failed");

    /** WooCommerce's own names of states start with it. */
    private static final String WOOCOMMERCE_PREFIX = "wc-";

    private final RowFields fields;
    private final String stem;
    private final FileReading reading;
    private final EventSender sender;
    private final @Nullable OrderSums sums;
    private final RowFill fill;

    /**
     * Creates a reader.
     *
     * @param stem the name of the file for order ids
     * @param sums adds up the lines of an order; null if each row is an order
     */
    OrderRows(RowFields fields, String stem, FileReading reading, EventSender sender, @Nullable OrderSums sums) {
        this.fields = fields;
        this.stem = stem;
        this.reading = reading;
        this.sender = sender;
        this.sums = sums;
        this.fill = new RowFill(fields.columns());
    }

    @Override
    public void read(TableRow given) throws IOException {
        TableRow row = sums == null ? given : fill.fill(given);
        String customer = fields.customer(row, reading.drops());
        if (customer == null) {
            return;
        }
        if (isCancelled(row)) {
            reading.drops().drop(DropReason.ORDER_CANCELLED);
            return;
        }
        String orderId = fields.columns().has(Column.ORDER_ID)
                ? fields.id(row, Column.ORDER_ID)
                : IdText.id("order_id", stem + ":" + reading.lines());
        if (isRefund(row)) {
            refund(row, customer, orderId);
            return;
        }
        if (orderId == null) {
            throw new InvalidFieldException(RejectionReason.MISSING_ID, "order_id is empty");
        }
        OrderKey key = new OrderKey(orderId, customer);
        Content content = new Content(fields.time(row), amount(row), refunded(row), fields.currency(row), false);
        if (sums == null) {
            sender.send(key, row.line(), content);
        } else {
            sums.add(new OrderPart(key, row.line(), 1, 0, content));
        }
    }

    @Override
    public void skip() {
        fill.forget();
    }

    @Override
    public void end() throws IOException {
        if (sums != null) {
            sums.end();
        }
    }

    @Override
    public void close() {
        if (sums != null) {
            sums.close();
        }
    }

    /** Returns the amount; 0 if a further line of an order has none, because its first line has the total. */
    private BigDecimal amount(TableRow row) {
        boolean none = sums != null && fill.isContinued() && fields.text(row, Column.AMOUNT) == null;
        return none ? BigDecimal.ZERO : fields.decimal(row, Column.AMOUNT);
    }

    private BigDecimal refunded(TableRow row) {
        return fields.text(row, Column.REFUNDED_AMOUNT) == null
                ? BigDecimal.ZERO
                : fields.decimal(row, Column.REFUNDED_AMOUNT);
    }

    private void refund(TableRow row, String customer, @Nullable String orderId) throws IOException {
        String refundId = fields.id(row, Column.REFUND_ID);
        if (refundId == null) {
            throw new InvalidFieldException(RejectionReason.MISSING_REFUND_ID, "refund_id is empty");
        }
        String refunded = fields.columns().has(Column.ORDER_ID) ? orderId : null;
        Refund refund = new Refund(
                refundId,
                refunded,
                EventSender.amount(fields.decimal(row, Column.AMOUNT).abs()),
                fields.time(row));
        sender.refund(new OrderKey(refundId, customer), row.line(), refund, fields.currency(row));
    }

    private boolean isRefund(TableRow row) {
        String type = fields.text(row, Column.TYPE);
        if (type == null || type.equalsIgnoreCase(PURCHASE)) {
            return false;
        }
        if (type.equalsIgnoreCase(REFUND)) {
            return true;
        }
        throw new InvalidFieldException(RejectionReason.BAD_TYPE, "type is neither PURCHASE nor REFUND");
    }

    private boolean isCancelled(TableRow row) {
        String status = fields.text(row, Column.STATUS);
        String state = status == null ? "" : status.toLowerCase(Locale.ROOT);
        if (state.startsWith(WOOCOMMERCE_PREFIX)) {
            state = state.substring(WOOCOMMERCE_PREFIX.length());
        }
        return CANCELLED.contains(state) || fields.text(row, Column.CANCELLED_AT) != null;
    }
}
