package io.rfmstreams.files;

import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.files.OrderPart.Content;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Makes orders and refunds of what lines say, and sends them. */
final class EventSender {

    private static final String REFUND_SUFFIX = "-refund";

    private final FileReading reading;
    private final RefundPolicy refunds;

    EventSender(FileReading reading, RefundPolicy refunds) {
        this.reading = reading;
        this.refunds = refunds;
    }

    /** Sends an order that was added up. An order whose sum is not valid is rejected. */
    void send(OrderSum order) throws IOException {
        if (order.repeatedLines() > 0) {
            reading.drops().drop(DropReason.REPEATED_LINES, order.repeatedLines());
        }
        if (order.repeatedTotals() > 0) {
            reading.note(DropReason.REPEATED_TOTALS, order.repeatedTotals());
        }
        OrderPart first = order.first();
        Content content = first.content();
        try {
            send(
                    first.key(),
                    first.line(),
                    new Content(
                            content.time(), order.amount(), order.refunded(), content.currency(), content.refund()));
        } catch (InvalidFieldException invalid) {
            reading.drops().reject(first.line(), first.key().orderId(), Problem.of(invalid));
        }
    }

    /**
     * Sends an order and what was given back of it. A negative amount is a refund without an order id.
     *
     * @throws InvalidFieldException if an amount is not valid
     */
    void send(OrderKey key, long line, Content content) throws IOException {
        Money amount = amount(content.amount().abs());
        Money refunded = amount(content.refunded().abs());
        if (content.refund() || content.amount().signum() < 0) {
            refund(key, line, new Refund(key.orderId(), null, amount, content.time()), content.currency());
        } else {
            Purchase order = new Purchase(key.orderId(), amount, content.time());
            event(key, line, order, content.currency());
        }
        if (refunded.isPositive()) {
            String refundId = IdText.id("refund_id", key.orderId() + REFUND_SUFFIX);
            refund(key, line, new Refund(refundId, key.orderId(), refunded, content.time()), content.currency());
        }
    }

    /** Sends a refund, or drops and counts it. */
    void refund(OrderKey key, long line, Refund refund, @Nullable String currency) throws IOException {
        if (refunds == RefundPolicy.DROP) {
            reading.drops().drop(DropReason.REFUND_DROPPED);
        } else {
            event(key, line, refund, currency);
        }
    }

    static Money amount(BigDecimal amount) {
        return Amounts.parse(amount.toPlainString());
    }

    private void event(OrderKey key, long line, CustomerEvent event, @Nullable String currency) throws IOException {
        reading.send(new SourceRecord.Event(key.customerId(), event, currency), line);
    }
}
